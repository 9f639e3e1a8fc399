package dev.freehold.custody.people;

/**
 * The codes for a device's sign-in: a secret one of the device, and one for the person in front of
 * it.
 *
 * @param deviceCode the code that the device sends when it asks
 * @param userCode what the person types
 * @param expiresInSeconds how long it waits
 * @param intervalSeconds how often it may ask
 */
public record NewDeviceCode(
    String deviceCode, UserCode userCode, long expiresInSeconds, long intervalSeconds) {

  /** Never shows the codes. */
  @Override
  public String toString() {
    return "NewDeviceCode[expiresInSeconds=" + expiresInSeconds + "]";
  }
}
