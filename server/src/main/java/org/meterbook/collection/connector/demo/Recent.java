package org.meterbook.collection.connector.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Keeps what was used last, up to a sum of weights. Thread-safe. */
final class Recent<V> {
  private final Map<String, V> values = new LinkedHashMap<>(16, 0.75f, true);
  private final ToLongFunction<V> weight;
  private final long maximum;
  private long sum;

  Recent(long maximum, ToLongFunction<V> weight) {
    this.maximum = maximum;
    this.weight = weight;
  }

  synchronized Optional<V> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** Keeps a value; returns it. */
  synchronized V put(String key, V value) {
    V before = values.put(key, value);
    sum += weight.applyAsLong(value) - (before == null ? 0 : weight.applyAsLong(before));
    var eldest = values.entrySet().iterator();
    while (sum > maximum && values.size() > 1) {
      sum -= weight.applyAsLong(eldest.next().getValue());
      eldest.remove();
    }
    return value;
  }
}
