package dev.freehold.server.config;

import static dev.freehold.server.config.Kind.heldBytes;
import static dev.freehold.server.config.Kind.integer;
import static dev.freehold.server.config.Kind.size;

import dev.freehold.mail.MailLimits;
import dev.freehold.web.WebLimits;
import java.util.OptionalLong;

/** The keys below {@code freehold.limits}: bounds that an operator may move. */
final class LimitSettings {

  static final Setting<Long> MESSAGE_BYTES =
      Setting.open(
              "freehold.limits.message-bytes",
              "The largest message that is accepted.",
              size(1_024, 1L << 30),
              "157286400")
          .onlyForServe();
  static final Setting<Long> MAILBOX_BYTES =
      Setting.open(
              "freehold.limits.mailbox-bytes",
              "How many bytes of messages a mailbox may hold that has no quota of its own.",
              size(1L << 20, MailLimits.MAX_QUOTA_BYTES),
              Long.toString(MailLimits.DEFAULT_QUOTA_BYTES))
          .onlyForServe();
  static final Setting<Integer> CONCURRENT_REQUESTS =
      Setting.open(
              "freehold.limits.concurrent-requests",
              "How many requests are handled at a time; further ones are told to try again later.",
              integer(1, 10_000, "requests"),
              Integer.toString(WebLimits.MAX_REQUESTS_AT_WORK))
          .onlyForServe();
  static final Setting<Integer> CONNECTIONS =
      Setting.open(
          "freehold.limits.connections",
          "How many connections each listener holds. One network has a quarter of them.",
          integer(64, 65_536, "connections"),
          Integer.toString(WebLimits.MAX_CONNECTIONS));
  static final Setting<OptionalLong> HELD_BYTES =
      Setting.open(
          "freehold.limits.held-bytes",
          "The memory for request bodies that are held whole, of all listeners together, and as"
              + " much again for long answers that wait for their clients. 0 for an eighth of the"
              + " heap each, from 32 MiB to 128 MiB.",
          heldBytes(),
          "0");
  static final Setting<Integer> SHUTDOWN_SECONDS =
      Setting.open(
              "freehold.limits.shutdown-seconds",
              "How long requests under way may take to finish when the server stops.",
              integer(0, 300, "seconds"),
              "10")
          .onlyForServe();

  private LimitSettings() {}
}
