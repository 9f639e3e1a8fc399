package dev.freehold.mail.messages;

/**
 * The result of a change of flags for one message.
 *
 * @param uid the message
 * @param modSeq its mod-sequence now; a new one if and only if its flags changed
 * @param before its flags before
 * @param after its flags now
 */
public record FlagResult(long uid, long modSeq, MessageFlags before, MessageFlags after) {

  static FlagResult of(MessageRanges.Changed changed) {
    StoredMessage now = changed.now();
    return new FlagResult(now.uid(), now.modSeq(), changed.before(), now.flags());
  }

  /** Tells whether the flags changed. */
  public boolean changed() {
    return !before.equals(after);
  }
}
