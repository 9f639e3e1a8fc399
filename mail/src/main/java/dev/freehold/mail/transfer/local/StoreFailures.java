package dev.freehold.mail.transfer.local;

import dev.freehold.content.ContentException;
import dev.freehold.crypto.CryptoException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.mail.transfer.MailSink;
import dev.freehold.persistence.PersistenceException;

/** Turns what the store throws for one message into a refusal of that message. */
final class StoreFailures {

  private StoreFailures() {}

  /** The refusal to report; anything that is not a typed failure is thrown as it is. */
  static MailSink.RefusedException refusal(RuntimeException failure) {
    return new MailSink.RefusedException(code(failure), failure.getMessage(), failure);
  }

  private static String code(RuntimeException failure) {
    return switch (failure) {
      case KeyAccessException e -> e.code();
      case ContentException e -> e.code();
      case PersistenceException e -> e.code();
      case CryptoException e -> e.code();
      case RuntimeException e -> throw e;
    };
  }
}
