import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { SealedLetters } from '#libs/correspondence/sealed-letters';
import { type LetterState } from '#libs/domain/letter/letter';
import { type AccountJudged } from '#libs/domain/letter/no-longer-needed';
import { refusalWhenTaken, takeLetter } from '#libs/domain/letter/take-letter';
import { accountStreams, letterStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { Judged } from './judged.js';
import { letterAnswer } from './letter-answer.js';
import { type Receipt } from './receipt.js';

export interface TakeLetterBody {
  readonly letter: string;
}

/** The service desk takes a letter from the print queue; who asks gets it through `onSecret`, no receipt holds it. */
export class TakeLetter {
  constructor(readonly request: CommandRequest<TakeLetterBody>) {}
}

@CommandHandler(TakeLetter)
export class TakeLetterHandler implements ICommandHandler<TakeLetter, Receipt> {
  constructor(
    private readonly commands: Commands,
    private readonly letters: SealedLetters,
  ) {}

  async execute({ request }: TakeLetter): Promise<Receipt> {
    const { letter: id } = request.body;
    let text: string | undefined;
    let taken = false;
    const receipt = await this.commands.runner.run(request, {
      kind: letterStreams,
      id,
      decide: async ({ state }, now) => {
        const judged = new Judged(this.commands.journal, now);
        // Before it is recorded as taken: from then on its key is destroyed.
        text =
          state?.state === 'made'
            ? await this.letters.read({ id, delivery: deliveryOf(id, state) })
            : undefined;
        const account = await accountJudged(judged, state);
        return {
          decision: takeLetter(
            { readable: text !== undefined, ...(account === undefined ? {} : { account }) },
            state,
          ),
          authority: judged.as('service-desk'),
          policy: null,
          ...letterAnswer(state),
        };
      },
      before: async () => {
        taken = true;
        return 'done';
      },
      refusalIn: refusalWhenTaken,
    });
    if (taken && text !== undefined && receipt.outcome === 'applied') request.onSecret?.(text);
    return receipt;
  }
}

/** The delivery whose key opens the letter. */
export const deliveryOf = (id: string, letter: LetterState): string => letter?.asked.delivery ?? id;

async function accountJudged(judged: Judged, letter: LetterState): Promise<AccountJudged | undefined> {
  if (letter?.asked.account === undefined) return undefined;
  const { state, events } = await judged.fold(accountStreams, letter.asked.account);
  return { state, history: events.map(({ event }) => event) };
}
