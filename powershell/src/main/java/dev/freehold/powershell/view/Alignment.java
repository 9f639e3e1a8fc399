package dev.freehold.powershell.view;

/** The alignment of the text in a column. */
public enum Alignment {
  LEFT,
  RIGHT,
  CENTER
}
