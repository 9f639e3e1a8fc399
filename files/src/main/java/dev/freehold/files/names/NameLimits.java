package dev.freehold.files.names;

/** The limits of the index of names, in one place. */
public final class NameLimits {

  /**
   * The longest encoded page, in bytes. A new name costs one page written anew, a listing one page
   * read for some hundred names; this is between the two.
   */
  public static final int MAX_PAGE_BYTES = 8 * 1024;

  /** Below this a page is joined with the one beside it, if both fit. */
  static final int SMALL_PAGE_BYTES = MAX_PAGE_BYTES / 4;

  /** The longest page that joining makes, so that it is not split again at the next name. */
  static final int JOINED_PAGE_BYTES = 3 * MAX_PAGE_BYTES / 4;

  private NameLimits() {}
}
