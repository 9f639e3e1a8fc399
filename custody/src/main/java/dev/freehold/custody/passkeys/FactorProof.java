package dev.freehold.custody.passkeys;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.identity.ways.WayProof;
import org.jdbi.v3.core.Handle;

/** What proves the ways in that are second factors. */
public enum FactorProof implements WayProof {
  /** A public key. */
  PASSKEY(WayKind.PASSKEY) {
    @Override
    public void forget(Handle tx, WayIn way) {
      PasskeyRows.delete(tx, way.id());
    }

    // Whoever knows the password could make the next one.
    @Override
    public void requireSpare(Handle tx, WayIn way) {
      if (PasskeyRows.count(tx, way.objectId()) == 1
          && SecondFactorRule.isRequired(tx, way.tenantId())) {
        throw new CustodyException(
            CustodyError.LAST_PASSKEY,
            "your organisation requires a second factor, and this is your last passkey; make"
                + " another one first");
      }
    }
  },
  /** Hashes of codes; a person has one set of them. */
  RECOVERY_CODES(WayKind.RECOVERY_CODES) {
    @Override
    public void forget(Handle tx, WayIn way) {
      RecoveryCodeRows.deleteOf(tx, way.objectId());
    }
  };

  private final WayKind kind;

  FactorProof(WayKind kind) {
    this.kind = kind;
  }

  @Override
  public WayKind kind() {
    return kind;
  }
}
