package dev.freehold.custody.people;

import dev.freehold.custody.identity.ways.WayEnd;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.identity.ways.WaysIn;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What somebody's clients and devices go on with after a sign-in. */
final class OpenSignIns {

  private OpenSignIns() {}

  /**
   * Ends them all, those too whose ways in something else has written. App passwords stay: they did
   * not begin with the password.
   */
  static void end(Handle tx, UUID objectId, Instant now) {
    AuthorizationCodeRows.deleteOf(tx, objectId);
    RefreshTokenRows.deleteOf(tx, objectId);
    DeviceCodeRows.deleteOf(tx, objectId);
    WaysIn.endAll(tx, objectId, WayKind::isSignIn, WayEnd.SIGNED_OUT, now);
  }

  /** Ends app passwords as well: for somebody who may be in the hands of a stranger. */
  static void endEverywhere(Handle tx, UUID objectId, Instant now) {
    end(tx, objectId, now);
    AppPasswordRows.deleteOf(tx, objectId);
    WaysIn.endAll(tx, objectId, WayKind.APP_PASSWORD::equals, WayEnd.SIGNED_OUT, now);
  }
}
