import { Command, InvalidArgumentError } from 'commander';
import { runDigest } from '#libs/projections/digest/run-digest';

const wholeNumber = (text: string): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new InvalidArgumentError('Give a whole number from 1.');
  return number;
};

const { seed, events } = new Command('digest')
  .description('Compares read models that grew with a made-up history with ones that are built from zero.')
  .option('--seed <number>', 'where the history follows from', wholeNumber, 1)
  .option('--events <number>', 'least number of events in it', wholeNumber, 5_000)
  .parse()
  .opts<{ seed: number; events: number }>();

process.exitCode = await runDigest({
  seed,
  events,
  print: (line) => process.stdout.write(`${line}\n`),
});
