package dev.freehold.mailserver.lmtp;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

/** Where messages go that arrive. Safe for use by many threads. */
public interface Delivery {

  /**
   * Finds who gets mail for an address.
   *
   * @param address as the transfer agent sent it, with or without a part after {@code +}
   * @throws Undeliverable if nobody does, or nobody can be asked now
   */
  Destination find(String address) throws Undeliverable;

  /**
   * Reads {@code content} to its end and stores it; returns if and only if the message is durable.
   *
   * @param isJunk whether it goes to the folder for unwanted mail
   * @throws Undeliverable if it is not stored; nothing of it is left then
   * @throws IOException if and only if {@code content} throws it
   */
  void deliver(Destination to, boolean isJunk, InputStream content)
      throws Undeliverable, IOException;

  /** A mailbox that takes the message. Two addresses of one mailbox have equal destinations. */
  record Destination(UUID tenantId, UUID mailboxId) {}
}
