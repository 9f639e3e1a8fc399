package dev.freehold.mail.migration.login;

import dev.freehold.mail.migration.imap.SourcePassword;
import java.util.UUID;

/** The secrets with which a row of a batch signs in, opened when they are needed. */
public interface SourceSecrets {

  /** Whose access token may be used again, if each user has one. */
  Owner owner();

  /** The user's password or refresh token, which the caller closes. */
  SourcePassword ofUser();

  /** The endpoint's password or client secret, which the caller closes; empty if it has none. */
  SourcePassword ofEndpoint();

  /** Keeps another refresh token of the user from now on, because the old one may count no more. */
  void replaceOfUser(SourcePassword refreshToken);

  /** A row of a batch. */
  record Owner(UUID batchId, int line) {}
}
