package dev.freehold.files.access;

import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.identity.ways.WayProof;
import org.jdbi.v3.core.Handle;

/** The sealed secrets of access keys, which prove who signed a request. Thread-safe. */
public final class AccessKeyProof implements WayProof {

  @Override
  public WayKind kind() {
    return WayKind.ACCESS_KEY;
  }

  @Override
  public void forget(Handle tx, WayIn way) {
    AccessKeyRows.delete(tx, way.tenantId(), way.label());
  }
}
