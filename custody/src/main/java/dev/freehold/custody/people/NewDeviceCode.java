package dev.freehold.custody.people;

/**
 * What a device is given: a secret of its own, and a code for the person in front of it.
 *
 * @param deviceCode what the device shows when it asks
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
