// The order in which events of agent-console may come, as state machines.
// Made by antiphon from the protocol's definition. Do not edit: change the definition.

/** A state machine: in each state, which event of which sender leads where. */
export interface Flow<State extends string> {
  readonly name: string;
  /** Whether it starts with the connection, or with its first event each time it rests. */
  readonly start: 'connect' | 'first';
  readonly initial: State;
  readonly onViolation: 'report' | 'close' | 'ignore';
  /** Steps are named `sender event`. */
  readonly states: { readonly [Name in State]: { readonly accepting: boolean; readonly next: { readonly [step: string]: State } } };
}

/** Follows one flow of one connection. */
export class FlowMonitor<State extends string> {
  readonly flow: Flow<State>;
  #state: State;
  readonly #steps: ReadonlySet<string>;

  constructor(flow: Flow<State>) {
    this.flow = flow;
    this.#state = flow.initial;
    const states = Object.values<Flow<State>['states'][State]>(flow.states);
    this.#steps = new Set(states.flatMap((state) => Object.keys(state.next)));
  }

  /** The state it is in. */
  get state(): State {
    return this.#state;
  }

  /** Whether the flow may rest here. */
  get resting(): boolean {
    // A flow that begins with its first step may rest before it.
    return this.flow.states[this.#state].accepting || (this.flow.start === 'first' && this.#state === this.flow.initial);
  }

  /** Takes a step. Events that no step names may come at any time; a channel's are `channel/event`. */
  step(sender: string, event: string): 'step' | 'free' | 'violation' {
    const step = `${sender} ${event}`;
    if (!this.#steps.has(step)) return 'free';
    const again = this.flow.start === 'first' && this.resting;
    const next = this.#next(this.#state, step) ?? (again ? this.#next(this.flow.initial, step) : undefined);
    if (next === undefined) return 'violation';
    this.#state = next;
    return 'step';
  }

  #next(state: State, step: string): State | undefined {
    const { next } = this.flow.states[state];
    return Object.hasOwn(next, step) ? next[step] : undefined;
  }
}

/** The states of the flow 'opening'. */
export type OpeningState =
  | 'start'
  | 'after hello'
  | 'after hello 2'
  | 'after hello 3'
  | 'after welcome'
  | 'after ready'
  | 'after resume'
  | 'after resumed'
  | 'after session.expired';

/** Who is there. */
export const openingFlow: Flow<OpeningState> = {
  name: 'opening',
  start: 'connect',
  initial: 'start',
  onViolation: 'close',
  states: {
    start: {
      accepting: false,
      next: {
        'console hello': 'after hello',
        'agent hello': 'after hello 2',
        'viewer hello': 'after hello 3',
      },
    },
    'after hello': { accepting: false, next: { 'server welcome': 'after welcome' } },
    'after hello 2': { accepting: false, next: { 'server welcome': 'after welcome' } },
    'after hello 3': { accepting: false, next: { 'server welcome': 'after welcome' } },
    'after welcome': {
      accepting: false,
      next: {
        'server ready': 'after ready',
        'console resume': 'after resume',
      },
    },
    'after ready': { accepting: true, next: {} },
    'after resume': {
      accepting: false,
      next: {
        'server resumed': 'after resumed',
        'server session.expired': 'after session.expired',
      },
    },
    'after resumed': { accepting: false, next: { 'server ready': 'after ready' } },
    'after session.expired': { accepting: false, next: { 'server ready': 'after ready' } },
  },
};

/** The states of the flow 'turn'. */
export type TurnState =
  | 'start'
  | 'after prompt.send'
  | 'after prompt.typing'
  | 'after prompt.stop'
  | 'after reply.delta'
  | 'after reply.done'
  | 'after reply.tool';

/**
 * One question and its answer.
 *
 * The person may stop it at any time.
 *
 * Since 1.0.
 */
export const turnFlow: Flow<TurnState> = {
  name: 'turn',
  start: 'first',
  initial: 'start',
  onViolation: 'report',
  states: {
    start: {
      accepting: false,
      next: {
        'console prompt.send': 'after prompt.send',
        'console prompt.typing': 'after prompt.typing',
      },
    },
    'after prompt.send': {
      accepting: false,
      next: {
        'console prompt.stop': 'after prompt.stop',
        'server reply.delta': 'after reply.delta',
        'server reply.done': 'after reply.done',
      },
    },
    'after prompt.typing': {
      accepting: false,
      next: {
        'console prompt.send': 'after prompt.send',
        'console prompt.typing': 'after prompt.typing',
      },
    },
    'after prompt.stop': { accepting: true, next: {} },
    'after reply.delta': {
      accepting: false,
      next: {
        'console prompt.stop': 'after prompt.stop',
        'server reply.delta': 'after reply.delta',
        'server reply.tool': 'after reply.tool',
        'server reply.done': 'after reply.done',
      },
    },
    'after reply.done': { accepting: true, next: {} },
    'after reply.tool': {
      accepting: false,
      next: {
        'console prompt.stop': 'after prompt.stop',
        'server reply.delta': 'after reply.delta',
        'server reply.done': 'after reply.done',
      },
    },
  },
};

/** The states of the flow 'listening'. */
export type ListeningState = 'start' | 'after live.start' | 'after live.level' | 'after live.stop';

/**
 * The flow `listening`.
 *
 * @deprecated Binary messages carry their own order.
 */
export const listeningFlow: Flow<ListeningState> = {
  name: 'listening',
  start: 'first',
  initial: 'start',
  onViolation: 'ignore',
  states: {
    start: { accepting: false, next: { 'console live.start': 'after live.start' } },
    'after live.start': {
      accepting: false,
      next: {
        'server live.level': 'after live.level',
        'console live.stop': 'after live.stop',
      },
    },
    'after live.level': {
      accepting: false,
      next: {
        'server live.level': 'after live.level',
        'console live.stop': 'after live.stop',
      },
    },
    'after live.stop': { accepting: true, next: {} },
  },
};
