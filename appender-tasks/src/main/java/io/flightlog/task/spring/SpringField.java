package io.flightlog.task.spring;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * What a bean of Spring was set up with, where Spring has a setter and no getter. Unknown in a
 * version that keeps it otherwise: then the bean is left alone.
 */
record SpringField(boolean isKnown, @Nullable Object value) {
  static final SpringField UNKNOWN = new SpringField(false, null);

  static SpringField of(Object bean, String name) {
    try {
      Field field = ReflectionUtils.findField(bean.getClass(), name);
      if (field == null) {
        return UNKNOWN;
      }
      ReflectionUtils.makeAccessible(field);
      return new SpringField(true, ReflectionUtils.getField(field, bean));
    } catch (RuntimeException closed) {
      return UNKNOWN;
    }
  }
}
