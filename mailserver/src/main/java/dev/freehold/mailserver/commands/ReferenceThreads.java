package dev.freehold.mailserver.commands;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The algorithm REFERENCES of RFC 5256 section 3, by its steps. Nothing here recurses: senders
 * decide how deep threads are.
 */
final class ReferenceThreads {

  /** A search for a loop goes no further up; what is deeper than that counts as one. */
  private static final int MAX_STEPS_UP = 1000;

  private static final Comparator<MessageThread> BY_DATE =
      Comparator.comparing(MessageThread::first, ThreadAlgorithm.BY_DATE);

  private final Map<String, MessageThread> byId = new HashMap<>();
  private final List<MessageThread> all = new ArrayList<>();

  List<MessageThread> threads(List<OrderFacts> messages) {
    messages.forEach(this::link); // step 1
    List<MessageThread> root = // steps 2 and 3
        new ArrayList<>(all.stream().filter(thread -> !thread.hasParent()).toList());
    root = prune(root);
    for (MessageThread thread : root) { // step 4
      if (thread.isDummy()) {
        thread.children().sort(BY_DATE);
      }
    }
    root.sort(BY_DATE);
    root = new SubjectGroups(root).merged(); // step 5
    sortAll(root); // step 6
    root.sort(BY_DATE);
    return root;
  }

  private void link(OrderFacts message) {
    MessageThread previous = null;
    for (String reference : message.references()) {
      MessageThread next = byId.computeIfAbsent(reference, id -> make(Optional.empty()));
      if (previous != null && !next.hasParent() && !isWithin(previous, next)) {
        previous.adopt(next);
      }
      previous = next;
    }
    MessageThread own = own(message);
    if (previous != null && own.parent() == previous) {
      return;
    }
    own.leaveParent();
    if (previous != null && !isWithin(previous, own)) {
      previous.adopt(own);
    }
  }

  /** A message whose id another one has, or that has none, is found by no reference. */
  private MessageThread own(OrderFacts message) {
    MessageThread known = message.messageId().map(byId::get).orElse(null);
    if (known != null && known.isDummy()) {
      known.fill(message);
      return known;
    }
    MessageThread made = make(Optional.of(message));
    if (known == null) {
      message.messageId().ifPresent(id -> byId.put(id, made));
    }
    return made;
  }

  private MessageThread make(Optional<OrderFacts> message) {
    MessageThread made = new MessageThread(message);
    all.add(made);
    return made;
  }

  /** Whether {@code thread} is {@code ancestor} or below it: a link the other way were a loop. */
  private static boolean isWithin(MessageThread thread, MessageThread ancestor) {
    if (thread == ancestor) {
      return true;
    }
    if (ancestor.children().isEmpty()) {
      return false;
    }
    MessageThread at = thread;
    for (int step = 0; at != null; step++) {
      if (at == ancestor || step == MAX_STEPS_UP) {
        return true;
      }
      at = at.parent();
    }
    return false;
  }

  /** Step 3: dummies go, and their children take their place; at the root only if it is one. */
  private static List<MessageThread> prune(List<MessageThread> root) {
    for (MessageThread thread : deepestFirst(root)) {
      if (!thread.children().isEmpty()) {
        thread.setChildren(promoted(thread.children(), false));
      }
    }
    return promoted(root, true);
  }

  private static List<MessageThread> promoted(List<MessageThread> siblings, boolean isRoot) {
    List<MessageThread> kept = new ArrayList<>(siblings.size());
    for (MessageThread thread : siblings) {
      int children = thread.children().size();
      if (!thread.isDummy() || (isRoot && children > 1)) {
        kept.add(thread);
      } else {
        kept.addAll(thread.children());
      }
    }
    return kept;
  }

  /** Step 6. */
  private static void sortAll(List<MessageThread> root) {
    for (MessageThread thread : deepestFirst(root)) {
      if (thread.children().size() > 1) {
        thread.children().sort(BY_DATE);
      }
    }
  }

  /** All threads below these, and these, each behind all that are below it. */
  private static List<MessageThread> deepestFirst(List<MessageThread> root) {
    List<MessageThread> found = new ArrayList<>();
    Deque<MessageThread> open = new ArrayDeque<>(root);
    while (!open.isEmpty()) {
      MessageThread thread = open.pop();
      found.add(thread);
      thread.children().forEach(open::push);
    }
    return found.reversed();
  }
}
