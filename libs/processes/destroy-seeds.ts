import { type Commands } from '#libs/commands/commands';
import { type GeneratorEvent } from '#libs/domain/generator/events';
import { generatorStreams, idOf } from '#libs/domain/streams';
import { type KeyStore } from '#libs/privacy/key-store';
import { type Process } from './engine/process.js';

/**
 * TOK-05, TOK-09, TOK-10, AVG-03: the seed of a generator that came back, went missing or was destroyed, or that
 * another seed replaced, can't be read any more.
 */
export const destroySeeds = ({ journal }: Commands, keys: KeyStore): Process => ({
  name: 'destroy-seeds',
  takes: new Set<GeneratorEvent['type']>([
    'generator.returned',
    'generator.reported-missing',
    'generator.destroyed',
    'generator.seeded',
  ]),
  handle: async ({ event, envelope }) => {
    const { type, data } = event as GeneratorEvent;
    if (
      type === 'generator.returned' ||
      type === 'generator.reported-missing' ||
      type === 'generator.destroyed'
    )
      return destroy(keys, data.seedId);
    const { events } = await journal.fold(generatorStreams, idOf(envelope.stream));
    for (const { event: before } of events.slice(0, envelope.revision))
      if (before.type === 'generator.seeded') await destroy(keys, before.data.seedId);
  },
});

const destroy = (keys: KeyStore, seedId: string): Promise<void> =>
  keys.destroy({ subject: seedId, purpose: 'credential' });
