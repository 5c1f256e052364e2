import { describe, expect, it } from '@jest/globals';
import { accountStreams, idOf, streamOf } from './streams.js';

describe('the name of a stream', () => {
  it('AVG-01 architecture 2: is its kind and its id; hyphens in the id stay', () => {
    const id = '0195e6a0-0000-7000-8000-000000000001';
    expect(streamOf(accountStreams, id)).toBe(`account-${id}`);
    expect(idOf(`account-${id}`)).toBe(id);
  });
});
