package org.meterbook.greenbutton;

import java.util.List;
import java.util.Optional;

/**
 * A small element with everything in it; interval blocks never become one.
 *
 * @param name name without prefix
 * @param text its text, stripped
 * @param children the elements in it
 * @param line its line
 */
record Node(String name, String text, List<Node> children, int line) {
  Optional<Node> child(String wanted) {
    for (Node child : children) {
      if (child.name.equals(wanted)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  List<Node> all(String wanted) {
    return children.stream().filter(child -> child.name.equals(wanted)).toList();
  }
}
