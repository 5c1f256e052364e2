import { PluginKind, declareValuePlugin } from '@stryker-mutator/api/plugin';

/** Names of what people read: the sentence of an event in either language, the message of a refusal. */
const read = new Set(['nl', 'en', 'message']);

/** Words for people are text: tests prove which rule refused and which field, and that sentences fit their events. */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'words', {
    shouldIgnore(path) {
      const { parent } = path;
      const isWords =
        (path.isStringLiteral() || path.isTemplateLiteral()) &&
        parent.type === 'ObjectProperty' &&
        parent.value === path.node &&
        read.has(parent.key.name);
      return isWords ? 'Words for people' : undefined;
    },
  }),
];
