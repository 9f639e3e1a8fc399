package dev.freehold.mail.transfer.local;

import dev.freehold.content.ContentException;
import dev.freehold.crypto.CryptoException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.mail.MailException;
import dev.freehold.mail.transfer.MailSink;
import dev.freehold.persistence.PersistenceException;

/** Turns what the store throws for one message into a refusal of that message. */
final class StoreFailures {

  private static final int UNEXPECTED = 500;

  private StoreFailures() {}

  /** The refusal to report; anything that is not a typed failure is thrown as it is. */
  static MailSink.RefusedException refusal(RuntimeException failure) {
    return switch (failure) {
      case MailException e -> refusal(e.error().httpStatus(), e.code(), e);
      case KeyAccessException e -> refusal(e.reason().httpStatus(), e.code(), e);
      case ContentException e -> refusal(e.error().httpStatus(), e.code(), e);
      case PersistenceException e -> refusal(e.error().httpStatus(), e.code(), e);
      case CryptoException e -> refusal(UNEXPECTED, e.code(), e);
      case RuntimeException e -> throw e;
    };
  }

  private static MailSink.RefusedException refusal(int status, String code, RuntimeException e) {
    return new MailSink.RefusedException(MailSink.Reach.of(status, code), code, e.getMessage(), e);
  }
}
