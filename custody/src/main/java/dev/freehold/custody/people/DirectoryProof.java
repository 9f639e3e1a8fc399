package dev.freehold.custody.people;

import dev.freehold.custody.identity.IdentityRows;
import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.identity.ways.WayProof;
import org.jdbi.v3.core.Handle;

/** What proves the ways in that this package knows. */
enum DirectoryProof implements WayProof {
  PASSWORD(WayKind.PASSWORD) {
    @Override
    public void forget(Handle tx, WayIn way) {
      UserRows.forgetPassword(tx, way.objectId());
    }
  },
  SECRET(WayKind.SECRET) {
    @Override
    public void forget(Handle tx, WayIn way) {
      IdentityRows.forgetSecrets(tx, way.objectId());
    }
  },
  REFRESH_TOKEN(WayKind.REFRESH_TOKEN) {
    @Override
    public void forget(Handle tx, WayIn way) {
      RefreshTokenRows.delete(tx, way.id());
    }
  },
  DEVICE(WayKind.DEVICE) {
    @Override
    public void forget(Handle tx, WayIn way) {
      DeviceCodeRows.delete(tx, way.id());
    }
  },
  APP_PASSWORD(WayKind.APP_PASSWORD) {
    @Override
    public void forget(Handle tx, WayIn way) {
      AppPasswordRows.delete(tx, way.id());
    }
  };

  private final WayKind kind;

  DirectoryProof(WayKind kind) {
    this.kind = kind;
  }

  @Override
  public WayKind kind() {
    return kind;
  }
}
