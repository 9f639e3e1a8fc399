package dev.freehold.mailserver.lmtp;

import dev.freehold.mailserver.lmtp.Delivery.Destination;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Gives the bytes of one message to the sealers of all its mailboxes at once, while they arrive:
 * each is read by a thread of its own from a few waiting chunks, so a message takes the same small
 * memory however long it is. For one thread.
 */
final class MessageCopying {

  private static final Chunk END = new Chunk(new byte[0], true, false);
  private static final Chunk BROKEN = new Chunk(new byte[0], true, true);
  private static final long LOOK_AGAIN_MILLIS = 100;

  private final Map<Destination, Copy> copies = new LinkedHashMap<>();

  /**
   * Begins to store the message in each mailbox.
   *
   * @param beginnings the header fields that each copy begins with
   */
  MessageCopying(Delivery delivery, Map<Destination, byte[]> beginnings, boolean isJunk) {
    beginnings.forEach(
        (destination, beginning) -> {
          Copy copy = new Copy(beginning);
          copies.put(destination, copy);
          Thread.ofVirtual().name("delivery").start(() -> copy.run(delivery, destination, isJunk));
        });
  }

  /** Passes on the first {@code length} bytes, which it copies; waits for sealers that are slow. */
  void write(byte[] bytes, int length) throws InterruptedException {
    Chunk chunk = new Chunk(Arrays.copyOf(bytes, length), false, false);
    for (Copy copy : copies.values()) {
      copy.give(chunk);
    }
  }

  /** Says that the message is whole, and waits until each mailbox has it or has refused it. */
  Map<Destination, LmtpReply> finish() throws InterruptedException {
    for (Copy copy : copies.values()) {
      copy.give(END);
    }
    Map<Destination, LmtpReply> replies = new LinkedHashMap<>();
    for (Map.Entry<Destination, Copy> each : copies.entrySet()) {
      replies.put(each.getKey(), each.getValue().await());
    }
    return replies;
  }

  /** Says that the message will never be whole; returns when nothing of it is left. */
  void abandon() throws InterruptedException {
    for (Copy copy : copies.values()) {
      copy.give(BROKEN);
    }
    for (Copy copy : copies.values()) {
      copy.await();
    }
  }

  /** The bytes on their way to one mailbox. */
  private static final class Copy extends InputStream {
    private final BlockingQueue<Chunk> waiting =
        new ArrayBlockingQueue<>(LmtpLimits.MAX_WAITING_CHUNKS);
    private final CompletableFuture<LmtpReply> reply = new CompletableFuture<>();
    private Chunk chunk;
    private int at;

    Copy(byte[] beginning) {
      chunk = new Chunk(beginning, false, false);
    }

    void give(Chunk next) throws InterruptedException {
      // A mailbox that has refused the message reads no more of it.
      while (!reply.isDone() && !waiting.offer(next, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
        // Looks again whether the mailbox still reads.
      }
    }

    LmtpReply await() throws InterruptedException {
      try {
        return reply.get();
      } catch (ExecutionException failed) {
        throw new IllegalStateException("a delivery ends with a reply", failed);
      }
    }

    void run(Delivery delivery, Destination destination, boolean isJunk) {
      LmtpReply outcome = DeliveryFailures.OF_THIS_SERVER;
      try {
        delivery.deliver(destination, isJunk, this);
        outcome = new LmtpReply(250, "2.1.5", "stored");
      } catch (Undeliverable refused) {
        outcome = DeliveryFailures.reply(refused);
      } catch (IOException broken) {
        outcome = DeliveryFailures.CUT_OFF;
      } catch (RuntimeException | Error failed) {
        outcome = DeliveryFailures.unexpected(failed);
      } finally {
        reply.complete(outcome);
      }
    }

    @Override
    public int read() throws IOException {
      return isAtEnd() ? -1 : chunk.bytes[at++] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (isAtEnd()) {
        return -1;
      }
      int count = Math.min(length, chunk.bytes.length - at);
      System.arraycopy(chunk.bytes, at, into, offset, count);
      at += count;
      return count;
    }

    private boolean isAtEnd() throws IOException {
      while (at == chunk.bytes.length && !chunk.isLast) {
        try {
          chunk = waiting.take();
          at = 0;
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
          throw new IOException("the server stops", stopped);
        }
        if (chunk.isBroken) {
          throw new IOException("the connection ended within the message");
        }
      }
      return at == chunk.bytes.length && chunk.isLast;
    }
  }

  /**
   * Bytes on their way.
   *
   * @param isLast whether none follow
   * @param isBroken whether that is because the connection ended
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
  private record Chunk(byte[] bytes, boolean isLast, boolean isBroken) {}
}
