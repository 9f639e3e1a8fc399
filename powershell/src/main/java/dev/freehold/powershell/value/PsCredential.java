package dev.freehold.powershell.value;

import dev.freehold.powershell.value.scalar.SecureText;
import java.util.Optional;

/** A user name with a password: the result of {@code Get-Credential}. */
public final class PsCredential {

  /** The type of these objects. */
  public static final String TYPE_NAME = PsKind.CREDENTIAL.fullName();

  private PsCredential() {}

  /** Makes one; the object's text is its type alone. */
  public static PsObject of(String userName, SecureText password) {
    return PsObject.ofType(TYPE_NAME)
        .with("UserName", userName)
        .with("Password", password)
        .withText(TYPE_NAME);
  }

  /** Tells whether a value is one. */
  public static boolean is(Object value) {
    return value instanceof PsObject object && object.typeName().equals(TYPE_NAME);
  }

  /** The name of a credential; empty if the value is none. */
  public static Optional<String> userName(Object credential) {
    return is(credential)
        ? Optional.of(Text.of(((PsObject) credential).get("UserName")))
        : Optional.empty();
  }

  /** The password of a credential; empty if the value is none. */
  public static Optional<SecureText> password(Object credential) {
    return is(credential) && ((PsObject) credential).get("Password") instanceof SecureText secret
        ? Optional.of(secret)
        : Optional.empty();
  }
}
