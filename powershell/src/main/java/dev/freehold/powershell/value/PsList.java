package dev.freehold.powershell.value;

import dev.freehold.powershell.value.scalar.ValueLimits;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;

/** A list that can grow, which arrays of the language cannot: an ArrayList or a List of .NET. */
public final class PsList extends AbstractList<Object> implements RandomAccess {

  private final PsKind kind;
  private final List<Object> elements = new ArrayList<>();

  /**
   * A list of some elements.
   *
   * @param kind {@link PsKind#ARRAY_LIST} or {@link PsKind#GENERIC_LIST}
   */
  public PsList(PsKind kind, Collection<?> elements) {
    this.kind = kind;
    this.elements.addAll(elements);
  }

  /** Which of the two it is. */
  public PsKind kind() {
    return kind;
  }

  @Override
  public Object get(int index) {
    return elements.get(index);
  }

  @Override
  public int size() {
    return elements.size();
  }

  @Override
  public Object set(int index, Object element) {
    return elements.set(index, element);
  }

  @Override
  public void add(int index, Object element) {
    ValueLimits.requireElements(elements.size() + 1L);
    elements.add(index, element);
  }

  @Override
  public Object remove(int index) {
    return elements.remove(index);
  }

  @Override
  public void clear() {
    elements.clear();
  }
}
