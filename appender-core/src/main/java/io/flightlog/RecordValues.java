package io.flightlog;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares records as their own {@code equals} does, but by reflection: on JDK 17 the method that
 * the compiler makes leaves the class of a component in a static cache of the JDK ({@code
 * ObjectMethods.OBJECT_EQ}), and with it our class loader, for the life of the JVM.
 */
final class RecordValues {
  private RecordValues() {}

  static boolean equal(@Nullable Object one, @Nullable Object other) {
    if (one instanceof List<?> list && other instanceof List<?> otherList) {
      return equalElements(list, otherList);
    }
    if (!(one instanceof Record) || other == null || one.getClass() != other.getClass()) {
      return Objects.equals(one, other);
    }
    for (RecordComponent component : one.getClass().getRecordComponents()) {
      if (!equal(read(component, one), read(component, other))) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalElements(List<?> list, List<?> other) {
    if (list.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < list.size(); i++) {
      if (!equal(list.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Object read(RecordComponent component, Object of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException closed) {
      throw new IllegalStateException(component.toString(), closed);
    }
  }
}
