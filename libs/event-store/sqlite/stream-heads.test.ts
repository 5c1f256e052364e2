import { describe, expect, it } from '@jest/globals';
import { StreamHeads } from './stream-heads.js';

describe('the last revisions that are remembered', () => {
  const remembering = (capacity: number) => {
    const lookedUp: string[] = [];
    const stored = new Map([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
    const heads = new StreamHeads((stream) => {
      lookedUp.push(stream);
      return stored.get(stream);
    }, capacity);
    return { heads, lookedUp };
  };

  it('a stream is looked up once and then remembered', () => {
    const { heads, lookedUp } = remembering(2);
    expect([heads.of('a'), heads.of('a')]).toEqual([1, 1]);
    heads.moved('a', 7);
    expect(heads.of('a')).toBe(7);
    expect(lookedUp).toEqual(['a']);
  });

  it('the stream that was not used for longest makes room', () => {
    const { heads, lookedUp } = remembering(2);
    for (const stream of ['a', 'b', 'a', 'c', 'a', 'b']) heads.of(stream);
    expect(lookedUp).toEqual(['a', 'b', 'c', 'b']);
  });

  it('a stream that is not there is looked up again each time', () => {
    const { heads, lookedUp } = remembering(2);
    expect([heads.of('none'), heads.of('none')]).toEqual([undefined, undefined]);
    expect(lookedUp).toEqual(['none', 'none']);
  });

  it('forgets everything when what it remembers may be wrong', () => {
    const { heads } = remembering(2);
    heads.moved('a', 9);
    heads.forgetAll();
    expect(heads.of('a')).toBe(1);
  });
});
