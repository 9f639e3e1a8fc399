package dev.freehold.powershell.view;

/** Where the text of a column stands in it. */
public enum Alignment {
  LEFT,
  RIGHT,
  CENTER
}
