package dev.freehold.powershell.format;

import dev.freehold.powershell.run.error.ErrorView;
import dev.freehold.powershell.view.Views;

/**
 * The settings of formatting.
 *
 * @param views the views of types
 * @param enumerationLimit how many elements of a collection are shown; negative for all
 * @param errorView how errors are shown
 */
public record FormatSettings(Views views, int enumerationLimit, ErrorView errorView) {

  /** These views, and the language's own limit and form of errors. */
  public static FormatSettings of(Views views) {
    return new FormatSettings(views, FormatLimits.DEFAULT_ENUMERATION_LIMIT, ErrorView.CONCISE);
  }

  /** The same views with another limit. */
  public FormatSettings withEnumerationLimit(int limit) {
    return new FormatSettings(views, limit, errorView);
  }

  /** The same views with another form of errors. */
  public FormatSettings withErrorView(ErrorView view) {
    return new FormatSettings(views, enumerationLimit, view);
  }
}
