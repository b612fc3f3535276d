//! `flows.rs`: the order in which events may come, as state machines.

use super::{
    doc, expr,
    module::Module,
    names::{ident, variants},
    scope::{Place, Plan, Scope},
};
use crate::{
    model::{Flow, FlowEdge, FlowStart, FlowState, Violation},
    names::rust::const_name,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The module; empty for a protocol without flows.
pub(super) fn module(plan: &Plan<'_>) -> Module {
    let scope = plan.scope(Place::Flows);
    let flows = plan.protocol.flows.iter().enumerate();
    let items = flows.flat_map(|(index, flow)| items(&scope, index, flow)).collect();
    scope.finish("Flows: the order in which events may come.", items, Vec::new())
}

fn items(scope: &Scope<'_>, index: usize, flow: &Flow) -> [TokenStream; 3] {
    let Flow { name, doc, start, states, on_violation } = flow;
    let import = |name: &str| scope.import(&["antiphon", "flow"], name);
    let enumeration = scope.plan.names.flow_state(index);
    let names = variants(states.iter().map(|state| state.name.as_str()), &[], "State");
    let table = ident(&const_name(name));
    let (flow_type, start_type, violation_type) =
        (import("Flow"), import("Start"), import("Violation"));
    let monitor = import("Monitor");
    let start = match start {
        FlowStart::Connect => quote!(#start_type::Connect),
        FlowStart::First => quote!(#start_type::First),
    };
    let on_violation = match on_violation {
        Violation::Report => quote!(#violation_type::Report),
        Violation::Close => quote!(#violation_type::Close),
        Violation::Ignore => quote!(#violation_type::Ignore),
    };
    let words = doc::one_line(name);
    let docs = doc::item(doc, "", &[], &[]);
    let rows = states.iter().map(|state| state_row(scope, &enumeration, &names, state));
    let constant = quote! {
        #docs
        pub static #table: #flow_type = #flow_type {
            name: #name,
            start: #start,
            states: &[#(#rows),*],
            on_violation: #on_violation,
        };
    };
    let state_docs = doc::text(&format!("Where the flow `{words}` stands."));
    let rows = states.iter().zip(&names).map(|(state, name)| {
        let docs = doc::text(if state.accepting { "The flow may rest here." } else { "" });
        quote!(#docs #name,)
    });
    let declaration = quote! {
        #state_docs
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum #enumeration { #(#rows)* }
    };
    let arms = states.iter().zip(&names).map(|(state, name)| {
        let text = &state.name;
        quote!(#text => Some(Self::#name),)
    });
    let conversion = quote! {
        impl #enumeration {
            #[doc = " The state of a monitor; `None` when it watches another flow."]
            pub fn of(monitor: &#monitor) -> Option<Self> {
                if monitor.flow().name != #table.name {
                    return None;
                }
                match monitor.state() { #(#arms)* _ => None, }
            }
        }
    };
    [constant, declaration, conversion]
}

fn state_row(
    scope: &Scope<'_>,
    enumeration: &Ident,
    names: &[Ident],
    state: &FlowState,
) -> TokenStream {
    let FlowState { name, accepting, next } = state;
    let state_type = scope.import(&["antiphon", "flow"], "State");
    let edges = next.iter().map(|edge| {
        let FlowEdge { from, event, to } = edge;
        let edge_type = scope.import(&["antiphon", "flow"], "Edge");
        let from = expr::party(scope, *from);
        let event = expr::event(scope, *event);
        let to = match names.get(*to) {
            Some(name) => quote!(#enumeration::#name as usize),
            None => expr::integer(*to as i128),
        };
        quote!(#edge_type { from: #from, event: #event, to: #to })
    });
    quote!(#state_type { name: #name, accepting: #accepting, next: &[#(#edges),*] })
}
