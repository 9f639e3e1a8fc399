package dev.freehold.custody.passwords;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Names;
import java.util.regex.Pattern;

/** The rule for the names by which people sign in. */
public final class UserPrincipalName {

  private static final Pattern FORM =
      Pattern.compile(
          "[A-Za-z0-9!#'^_~+-]+(\\.[A-Za-z0-9!#'^_~+-]+)*@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

  private UserPrincipalName() {}

  /**
   * The name, if it can be one.
   *
   * @throws CustodyException {@code USER_PRINCIPAL_NAME_INVALID}
   */
  public static String require(String name) {
    if (!isOne(name)) {
      throw new CustodyException(
          CustodyError.USER_PRINCIPAL_NAME_INVALID,
          "a user principal name has the form name@domain, in letters, digits and !#'^_~+-. without"
              + " spaces, at most %d characters"
                  .formatted(CustodyLimits.MAX_USER_PRINCIPAL_NAME_CHARS));
    }
    return name;
  }

  /** Tells whether it can be the name of a person. */
  public static boolean isOne(String name) {
    return name.length() <= CustodyLimits.MAX_USER_PRINCIPAL_NAME_CHARS
        && FORM.matcher(name).matches();
  }

  /** What stands before the {@code @}, or all of a name that has none, folded. */
  static String localPart(String name) {
    int at = name.indexOf('@');
    return Names.fold(at < 0 ? name : name.substring(0, at));
  }
}
