package dev.freehold.powershell.run.error;

/** PowerShell's categories of errors. */
public enum ErrorCategory {
  NOT_SPECIFIED("NotSpecified"),
  OPERATION_STOPPED("OperationStopped"),
  INVALID_ARGUMENT("InvalidArgument"),
  INVALID_DATA("InvalidData"),
  INVALID_OPERATION("InvalidOperation"),
  INVALID_RESULT("InvalidResult"),
  OBJECT_NOT_FOUND("ObjectNotFound"),
  PARSER_ERROR("ParserError"),
  PERMISSION_DENIED("PermissionDenied"),
  RESOURCE_EXISTS("ResourceExists"),
  RESOURCE_UNAVAILABLE("ResourceUnavailable"),
  CLOSE_ERROR("CloseError"),
  READ_ERROR("ReadError"),
  WRITE_ERROR("WriteError"),
  LIMITS_EXCEEDED("LimitsExceeded"),
  NOT_IMPLEMENTED("NotImplemented"),
  CONNECTION_ERROR("ConnectionError"),
  AUTHENTICATION_ERROR("AuthenticationError"),
  SECURITY_ERROR("SecurityError"),
  OPERATION_TIMEOUT("OperationTimeout"),
  PROTOCOL_ERROR("ProtocolError");

  private final String text;

  ErrorCategory(String text) {
    this.text = text;
  }

  /** How output shows it. */
  public String text() {
    return text;
  }
}
