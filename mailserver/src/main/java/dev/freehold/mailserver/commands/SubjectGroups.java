package dev.freehold.mailserver.commands;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Step 5 of the algorithm REFERENCES: threads of one base subject become one. */
final class SubjectGroups {

  private final List<MessageThread> root;
  private final Map<String, MessageThread> bySubject = new HashMap<>();
  private final Set<MessageThread> gone = Collections.newSetFromMap(new IdentityHashMap<>());

  SubjectGroups(List<MessageThread> root) {
    this.root = root;
  }

  List<MessageThread> merged() {
    for (MessageThread thread : root) {
      String subject = thread.first().baseSubject();
      if (!subject.isEmpty()) {
        bySubject.merge(subject, thread, SubjectGroups::better);
      }
    }
    IdentityHashMap<MessageThread, MessageThread> replaced = new IdentityHashMap<>();
    for (MessageThread thread : root) {
      String subject = thread.first().baseSubject();
      if (!subject.isEmpty() && !gone.contains(thread)) {
        MessageThread known = bySubject.get(subject);
        if (known != thread) {
          merge(known, thread, subject, replaced);
        }
      }
    }
    List<MessageThread> kept = new ArrayList<>(root.size());
    for (MessageThread thread : root) {
      MessageThread dummy = replaced.get(thread);
      if (dummy != null) {
        kept.add(dummy);
      } else if (!gone.contains(thread)) {
        kept.add(thread);
      }
    }
    return kept;
  }

  /** Step 5.B: a dummy is better than a message, and what is no reply than one. */
  private static MessageThread better(MessageThread known, MessageThread thread) {
    boolean isBetter =
        !known.isDummy() && (thread.isDummy() || (isReply(known) && !isReply(thread)));
    return isBetter ? thread : known;
  }

  private static boolean isReply(MessageThread thread) {
    return thread.first().isReplyOrForward();
  }

  /** Step 5.C. */
  private void merge(
      MessageThread known,
      MessageThread thread,
      String subject,
      IdentityHashMap<MessageThread, MessageThread> replaced) {
    gone.add(thread);
    if (known.isDummy() && thread.isDummy()) {
      new ArrayList<>(thread.children()).forEach(known::adopt);
    } else if (known.isDummy() || (isReply(thread) && !isReply(known))) {
      known.adopt(thread);
    } else {
      MessageThread dummy = new MessageThread(Optional.empty());
      dummy.adopt(known);
      dummy.adopt(thread);
      gone.add(known);
      replaced.put(known, dummy);
      bySubject.put(subject, dummy);
    }
  }
}
