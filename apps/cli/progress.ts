import { Presets, SingleBar } from 'cli-progress';

/** A bar on standard error; silent where that is not a terminal. */
export class Progress {
  private readonly bar: SingleBar;

  constructor(task: string, unit: string) {
    this.bar = new SingleBar(
      {
        format: `${task} [{bar}] {percentage}% {value}/{total} ${unit}`,
        stream: process.stderr,
        hideCursor: true,
      },
      Presets.shades_classic,
    );
  }

  show(done: number, of: number): void {
    if (!this.bar.isActive) this.bar.start(of, done);
    else this.bar.update(done);
  }

  end(): void {
    this.bar.stop();
  }
}
