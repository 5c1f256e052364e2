import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { SealedLetters } from '#libs/correspondence/sealed-letters';
import { type LetterState } from '#libs/domain/letter/letter';
import { refusalWhenTaken, takeLetter } from '#libs/domain/letter/take-letter';
import { letterStreams } from '#libs/domain/streams';
import { deriveId } from '#libs/journal/ids';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { Judged } from './judged.js';
import { letterAnswer } from './letter-answer.js';
import { letterJudged } from './letter-judged.js';
import { type Receipt } from './receipt.js';

export interface TakeLetterBody {
  readonly letter: string;
}

/** The service desk takes a letter from the print queue; who asks gets it through `onLetter`, no receipt holds it. */
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
    let pdf: Buffer | undefined;
    let taken = false;
    const receipt = await this.commands.runner.run(request, {
      kind: letterStreams,
      id,
      decide: async ({ state }, now) => {
        const judged = new Judged(this.commands.journal, now);
        // Before it is recorded as taken: from then on its key is destroyed.
        pdf = state?.state === 'made' ? await this.letters.read({ id, making: state.made }) : undefined;
        const by = await letterJudged(judged, id, state);
        return {
          decision: takeLetter({ readable: pdf !== undefined, ...by }, state),
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
    if (taken && pdf !== undefined && receipt.outcome === 'applied') request.onLetter?.(pdf);
    return receipt;
  }
}

/** The delivery whose key opens the letter as it was made this time. */
export const deliveryOf = (id: string, letter: LetterState, making: number): string =>
  letter?.asked.delivery ?? (making === 1 ? id : deriveId(id, `making ${making}`));
