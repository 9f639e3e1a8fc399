package dev.freehold.powershell.syntax;

/** Operators before one value. */
public enum UnaryOperator {
  NOT,
  BIT_NOT,
  PLUS,
  MINUS,
  SPLIT,
  JOIN
}
