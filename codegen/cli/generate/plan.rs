//! What is to be generated and where: the options of the command line, or else the definition's list.

use super::{Args, templates::Templates};
use crate::cli::{
    definition::{Definition, Inputs},
    files::tidy,
    trouble::Trouble,
};
use antiphon_codegen::{
    Output,
    generate::is_folder,
    model::Protocol,
    parse::closest,
    target::{Files, GenerateWith, Options, TARGETS, Target, find, templates},
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// One output.
pub(super) struct Job {
    /// The target's name.
    pub(super) name: String,
    /// The folder, as it is opened and shown.
    pub(super) folder: PathBuf,
    maker: Maker,
    options: Options,
}

/// Who makes the files.
enum Maker {
    /// A target of ours.
    Target(&'static Target),
    /// A text target of ours, with templates of the user in the place of its own.
    Replaced(GenerateWith, Templates),
    /// Templates of the user alone.
    Templates(Templates),
}

impl Job {
    /// Makes the files.
    pub(super) fn generate(&self, protocol: &Protocol) -> Result<Files, Trouble> {
        match &self.maker {
            Maker::Target(target) => Ok((target.generate)(protocol, &self.options)),
            Maker::Replaced(generate, own) => generate(protocol, &self.options, &own.texts)
                .map_err(|message| {
                    Trouble::new(format!("the templates in {}: {message}", own.folder.display()))
                        .help(format!("templates replace those of `{}` by file name", self.name))
                }),
            Maker::Templates(own) => templates::generate(protocol, &self.options, &own.texts)
                .map_err(|mistake| own.trouble(mistake)),
        }
    }

    /// The folder, for people.
    pub(super) fn shown(&self) -> String {
        self.folder.display().to_string()
    }
}

/// Everything that one run generates. No two outputs share a folder.
pub(super) fn plan(
    args: &Args,
    definition: &Definition,
    inputs: &mut Inputs,
) -> Result<Vec<Job>, Trouble> {
    let outputs = if args.target.is_empty() {
        definition.compilation.generate.iter().map(|each| of_definition(each, definition)).collect()
    } else {
        of_command_line(args, definition)
    };
    if outputs.is_empty() {
        return Err(Trouble::new(format!("{} names no outputs", definition.path))
            .help("list them under `generate:`, or pass `--target rust` (`antiphon targets` lists the targets)"));
    }
    let jobs = outputs.into_iter().map(|each| job(each, inputs)).collect::<Result<Vec<_>, _>>()?;
    no_folder_twice(&jobs)?;
    Ok(jobs)
}

/// An output, with every path as the process can open it.
struct Wanted {
    target: String,
    folder: PathBuf,
    templates: Option<PathBuf>,
    options: Options,
}

fn of_definition(output: &Output, definition: &Definition) -> Wanted {
    let Output { target, out, options, templates } = output;
    let beside = |path: &str| tidy(&definition.folder.join(path));
    let target = if is_folder(target) {
        // Still the path of a folder, whatever `tidy` made of it.
        Path::new(".").join(beside(target)).display().to_string()
    } else {
        target.clone()
    };
    Wanted {
        target,
        folder: beside(out),
        templates: templates.as_deref().map(beside),
        options: options.clone(),
    }
}

fn of_command_line(args: &Args, definition: &Definition) -> Vec<Wanted> {
    let several = args.target.len() > 1;
    let wanted = |target: &String| {
        let name = short_name(target);
        let folder = match &args.out {
            Some(out) if several => out.join(&name),
            Some(out) => out.clone(),
            None => definition.folder.join("generated").join(&name),
        };
        Wanted {
            target: target.clone(),
            folder: tidy(&folder),
            templates: args.templates.clone(),
            options: Options {
                package: args.package,
                package_name: args.package_name.clone(),
                base_url: args.base_url.clone(),
            },
        }
    };
    args.target.iter().map(wanted).collect()
}

fn job(wanted: Wanted, inputs: &mut Inputs) -> Result<Job, Trouble> {
    let Wanted { target, folder, templates, options } = wanted;
    let name = short_name(&target);
    let maker = match (is_folder(&target), templates) {
        (true, None) => Maker::Templates(Templates::read(Path::new(&target), inputs)?),
        (true, Some(_)) => {
            return Err(Trouble::new(format!("{target} is a folder of templates itself"))
                .help("take `templates` away; put its files into that folder"));
        }
        (false, templates) => {
            let row = find(&target).ok_or_else(|| unknown(&target))?;
            match (templates, row.generate_with) {
                (None, _) => Maker::Target(row),
                (Some(own), Some(generate)) => {
                    Maker::Replaced(generate, Templates::read(&own, inputs)?)
                }
                (Some(_), None) => {
                    return Err(Trouble::new(format!("the target `{target}` has no templates"))
                        .help("to print text of your own, make a folder of templates a target"));
                }
            }
        }
    };
    Ok(Job { name, folder, maker, options })
}

/// The target's name, without the folders on the way to it.
fn short_name(target: &str) -> String {
    match Path::new(target).file_name() {
        Some(name) if is_folder(target) => name.to_string_lossy().into_owned(),
        _ => target.to_owned(),
    }
}

fn unknown(target: &str) -> Trouble {
    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    let trouble = Trouble::new(format!("there is no target `{target}`"));
    match closest(target, &names) {
        Some(close) => trouble.help(format!("did you mean `{close}`?")),
        None => trouble.help(format!(
            "targets are {}; a folder of templates is written with a `/`, as in `./{target}`",
            names.join(", ")
        )),
    }
}

fn no_folder_twice(jobs: &[Job]) -> Result<(), Trouble> {
    let mut seen: BTreeMap<PathBuf, &Job> = BTreeMap::new();
    for job in jobs {
        let place = std::path::absolute(&job.folder).unwrap_or_else(|_| job.folder.clone());
        let place = place.canonicalize().unwrap_or_else(|_| tidy(&place));
        if let Some(earlier) = seen.insert(place, job) {
            return Err(Trouble::new(format!(
                "`{}` and `{}` would both be written to {}",
                earlier.name,
                job.name,
                job.shown()
            ))
            .help("give each output a folder of its own"));
        }
    }
    Ok(())
}
