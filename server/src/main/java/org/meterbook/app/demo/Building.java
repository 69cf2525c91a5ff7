package org.meterbook.app.demo;

import java.util.List;

/**
 * A building of the demo.
 *
 * @param campus which campus it is on
 * @param code its code
 * @param name its name
 * @param use code of its primary use
 * @param thousandSquareFeet its size
 * @param built year
 */
record Building(
    String campus, String code, String name, String use, int thousandSquareFeet, int built) {
  static final List<Building> ALL =
      List.of(
          new Building("NORTH", "N01", "Harlan Hall", "OFFICE", 84, 1958),
          new Building("NORTH", "N02", "Main Library", "LIBRARY", 132, 1971),
          new Building("NORTH", "N03", "Science Laboratories", "LABORATORY", 158, 1994),
          new Building("NORTH", "N04", "Student Center", "SOCIAL_MEETING_HALL", 96, 2006),
          new Building("NORTH", "N05", "Elm Residence Hall", "RESIDENCE_HALL_DORMITORY", 74, 1966),
          new Building("NORTH", "N06", "Oak Residence Hall", "RESIDENCE_HALL_DORMITORY", 71, 1967),
          new Building("NORTH", "N07", "Arts Building", "COLLEGE_UNIVERSITY", 62, 1983),
          new Building("SOUTH", "S01", "Engineering Center", "LABORATORY", 171, 2011),
          new Building("SOUTH", "S02", "Business School", "COLLEGE_UNIVERSITY", 103, 2002),
          new Building("SOUTH", "S03", "Medical Clinic", "MEDICAL_OFFICE", 38, 1999),
          new Building(
              "SOUTH", "S04", "Sycamore Residence Hall", "RESIDENCE_HALL_DORMITORY", 110, 2015),
          new Building("SOUTH", "S05", "Facilities Office", "OFFICE", 27, 1979));
}
