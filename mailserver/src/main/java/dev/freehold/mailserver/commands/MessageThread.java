package dev.freehold.mailserver.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A message in a thread, with those that follow it; or a place for a message that is not there. */
final class MessageThread {

  private Optional<OrderFacts> message;
  private MessageThread parent;
  private final List<MessageThread> children = new ArrayList<>(1);

  MessageThread(Optional<OrderFacts> message) {
    this.message = message;
  }

  Optional<OrderFacts> message() {
    return message;
  }

  void fill(OrderFacts facts) {
    message = Optional.of(facts);
  }

  boolean isDummy() {
    return message.isEmpty();
  }

  boolean hasParent() {
    return parent != null;
  }

  MessageThread parent() {
    return parent;
  }

  List<MessageThread> children() {
    return children;
  }

  void adopt(MessageThread child) {
    child.parent = this;
    children.add(child);
  }

  void leaveParent() {
    if (parent != null) {
      List<MessageThread> siblings = parent.children;
      if (siblings.getLast() == this) {
        siblings.removeLast();
      } else {
        siblings.remove(this);
      }
      parent = null;
    }
  }

  /** Replaces the children. */
  void setChildren(List<MessageThread> those) {
    children.clear();
    those.forEach(this::adopt);
  }

  /** The message itself, or the first child of a dummy, which always has some when it is asked. */
  OrderFacts first() {
    MessageThread at = this;
    while (at.isDummy()) {
      at = at.children.getFirst();
    }
    return at.message.get();
  }
}
