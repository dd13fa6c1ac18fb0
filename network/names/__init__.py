"""Names of people in Dutch text: where they stand, how each person is spoken of, and which are plainly a pupil's. Pure; what is done about them is the guard's."""
