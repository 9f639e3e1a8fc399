package dev.freehold.vault.seals;

/** A state that a transaction wrote, to be remembered when that is durable. */
record Raise(SealedThing thing, long version, long check) {

  static Raise of(SealedThing thing, StoredSeal seal) {
    return new Raise(thing, seal.version(), seal.check());
  }

  boolean isWorthIt() {
    return version > 1 || thing.kind().isRememberedFromTheFirst();
  }
}
