package dev.freehold.custody.bundles;

import java.util.regex.Pattern;

/**
 * One copy of a part of a bundle. Each change of a part writes a new copy beside the earlier ones.
 * So a change that is never committed overwrites nothing that rows still name.
 *
 * @param part the part that it is a copy of
 * @param revision counts the part's changes, from 1: the highest is the newest
 * @param mark 16 hexadecimal digits that keep copies of one revision apart, of which only one can
 *     have been committed
 */
public record BundleCopy(BundlePart part, long revision, String mark) {

  /** Far beyond what a part is ever changed, and short enough for a name. */
  public static final long MAX_REVISION = 999_999_999_999_999_999L;

  private static final Pattern MARK = Pattern.compile("[0-9a-f]{16}");

  /** Checks the bounds. */
  public BundleCopy {
    if (revision < 1 || revision > MAX_REVISION || !MARK.matcher(mark).matches()) {
      throw new IllegalArgumentException("a copy has a revision from 1 and a mark of 16 digits");
    }
  }
}
