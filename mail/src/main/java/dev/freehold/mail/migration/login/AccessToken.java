package dev.freehold.mail.migration.login;

import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.imap.SourcePassword;
import java.time.Duration;
import java.time.Instant;

/** An access token with the moment from which another one is used. */
record AccessToken(SourcePassword token, Instant renewAt) {

  /** A token that lives so long from now on. */
  static AccessToken of(SourcePassword token, Instant now, Duration life) {
    Duration early = MigrationLimits.TOKEN_RENEWAL;
    Duration tenth = life.dividedBy(10);
    return new AccessToken(token, now.plus(life).minus(tenth.compareTo(early) < 0 ? tenth : early));
  }
}
