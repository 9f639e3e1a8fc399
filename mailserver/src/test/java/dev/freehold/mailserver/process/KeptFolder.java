package dev.freehold.mailserver.process;

import java.util.List;
import java.util.Set;

/**
 * What a client knows of a folder that only it changes, or what there is.
 *
 * @param id the folder's own, which a new name leaves as it is
 * @param uidNext no UID below this one is new; 0 if unknown
 * @param highestModSeq 0 if unknown
 * @param messages in the order of their UIDs
 */
record KeptFolder(
    String id, long uidValidity, long uidNext, long highestModSeq, List<Kept> messages) {

  KeptFolder {
    messages = List.copyOf(messages);
  }

  KeptFolder with(List<Kept> others) {
    return new KeptFolder(id, uidValidity, uidNext, highestModSeq, others);
  }

  /**
   * A message.
   *
   * @param uid 0 if the client was not told
   * @param token its own, which its copies share
   * @param flags but not {@code \Recent}
   */
  record Kept(long uid, String token, Set<String> flags) {

    Kept {
      flags = Set.copyOf(flags);
    }

    Kept withUid(long other) {
      return new Kept(other, token, flags);
    }

    Kept withFlags(Set<String> others) {
      return new Kept(uid, token, others);
    }

    /** Whether {@code found} is this message, as far as the client knows. */
    boolean is(Kept found) {
      return token.equals(found.token)
          && flags.equals(found.flags)
          && (uid == 0 || uid == found.uid);
    }
  }
}
