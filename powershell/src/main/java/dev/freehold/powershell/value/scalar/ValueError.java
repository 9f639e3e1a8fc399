package dev.freehold.powershell.value.scalar;

/** The ways in which the language refuses an operation on a value; the ids are PowerShell's. */
public enum ValueError {
  /** A value is not of, and cannot become, the wanted type. */
  CONVERSION("InvalidCast"),
  /** Two values have no order. */
  NOT_COMPARABLE("NotIcomparable"),
  /** An operator has no meaning for its left value. */
  OPERATOR("MethodInvocationException"),
  /** A division by zero. */
  DIVISION_BY_ZERO("RuntimeException"),
  /** A method was called on null. */
  NULL_METHOD("InvokeMethodOnNull"),
  /** There is no such method, or not with these arguments. */
  NO_METHOD("MethodNotFound"),
  /** Null was indexed. */
  NULL_INDEX("NullArray"),
  /** A value that cannot be indexed was. */
  NO_INDEX("CannotIndex"),
  /** A property cannot be set. */
  NO_PROPERTY("PropertyNotFound"),
  /** A format string or its arguments are wrong. */
  FORMAT("FormatError"),
  /** A regular expression or wildcard pattern is wrong. */
  PATTERN("InvalidRegularExpression"),
  /** A property to expand does not exist. */
  NOTHING_TO_EXPAND("ExpandPropertyNotFound"),
  /** A property to measure does not exist on any object. */
  NOTHING_TO_MEASURE("GenericMeasurePropertyNotFound"),
  /** What is no number was to be summed. */
  NOT_NUMERIC("NonNumericInputObject"),
  /** A text is no JSON. */
  JSON("System.ArgumentException"),
  /** Rows of a CSV text do not fit. */
  CSV("InvalidCsv"),
  /** A result would be larger than the shell makes. */
  TOO_LARGE("ResultTooLarge");

  private final String id;

  ValueError(String id) {
    this.id = id;
  }

  /** The first part of PowerShell's FullyQualifiedErrorId. */
  public String id() {
    return id;
  }
}
