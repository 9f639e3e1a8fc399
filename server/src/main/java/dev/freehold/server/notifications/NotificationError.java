package dev.freehold.server.notifications;

/** The ways in which notifications can be refused. */
public enum NotificationError {
  /** A webhook's address that is no https: address with a DNS name, or is too long. */
  WEBHOOK_INVALID(400, "webhook-invalid"),
  /** A kind of notification that there is not. */
  KIND_UNKNOWN(400, "notification-kind-unknown"),
  /** A webhook's address that this service may not connect to. */
  WEBHOOK_REFUSED(422, "webhook-refused"),
  /** The tenant has as many webhooks as it may have. */
  TOO_MANY_WEBHOOKS(409, "too-many-webhooks"),
  /** No such webhook in this tenant. */
  WEBHOOK_NOT_FOUND(404, "webhook-not-found");

  private final int status;
  private final String code;

  NotificationError(int status, String code) {
    this.status = status;
    this.code = code;
  }

  /** The HTTP status that it is answered with. */
  public int httpStatus() {
    return status;
  }

  /** The stable code, for people and programs. */
  public String code() {
    return code;
  }
}
