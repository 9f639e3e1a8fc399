package dev.freehold.custody.sessions;

import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.identity.ways.WayProof;
import org.jdbi.v3.core.Handle;

/** What proves a browser session. */
public final class BrowserSessionProof implements WayProof {

  @Override
  public WayKind kind() {
    return WayKind.BROWSER_SESSION;
  }

  @Override
  public void forget(Handle tx, WayIn way) {
    BrowserSessionRows.delete(tx, way.id());
  }
}
