-- One database per service; none reads another's tables.
CREATE DATABASE mentorship_portal;
CREATE DATABASE mentorship_profile;
CREATE DATABASE mentorship_matching;
CREATE DATABASE mentorship_notification;
