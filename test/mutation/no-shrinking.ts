import fc from 'fast-check';

// A change that a property notices is noticed at the first example; a smaller one would cost minutes.
fc.configureGlobal({ endOnFailure: true });
