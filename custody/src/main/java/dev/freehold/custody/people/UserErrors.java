package dev.freehold.custody.people;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;

/** Why people are refused, in words that are the same wherever it happens. */
final class UserErrors {

  private UserErrors() {}

  static CustodyException wrong() {
    return new CustodyException(
        CustodyError.PASSWORD_WRONG,
        "AADSTS50126: Error validating credentials due to invalid username or password.");
  }

  static CustodyException expired() {
    return new CustodyException(
        CustodyError.PASSWORD_EXPIRED,
        "AADSTS50055: The password is expired. Somebody else has made it, so choose your own: sign"
            + " in with 'freehold shell' or on the page /devicelogin, which ask for it, or send"
            + " POST /api/v1/password.");
  }

  static CustodyException wrongCurrent() {
    return new CustodyException(
        CustodyError.PASSWORD_WRONG, "the current password is another one; type it again");
  }

  static CustodyException notFound() {
    return new CustodyException(
        CustodyError.USER_NOT_FOUND,
        "no such person in this tenant; check the user principal name or object id");
  }

  static CustodyException disabled() {
    return new CustodyException(
        CustodyError.PASSWORD_WRONG,
        "AADSTS50057: The user account is disabled. An administrator of the tenant can enable it.");
  }
}
