"""The transition table, pair by pair: every state with every event, what is told, and where it leads."""

import pytest

from skill.coach.acts import Ask
from skill.coach.events import EventKind
from skill.coach.session import State
from skill.coach.table import TABLE
from tests.coaching import Coaching

# In each state (squats, set two; four of twelve done where it matters): event -> state, lines told, what follows.
EXPECTED = {
    "idle": """
        open            -> working   starting                            run
        start           -> working   starting                            run
        new_workout     -> working   starting                            run
        ready           -> working   starting                            run
        done            -> idle      nothing_running                     ask start
        lost_count      -> idle       nothing_running                     ask start
        correct         -> idle      nothing_running                     ask start
        effort          -> ready     propose                             ask ready
        next            -> working   starting                            run
        skip_exercise   -> idle      nothing_running                     ask start
        go_to           -> idle      nothing_running                     ask start
        previous        -> idle      nothing_running                     ask start
        repeat_set      -> idle      nothing_running                     ask start
        say_again       -> idle      -                                   ask start
        pause           -> idle      nothing_running                     ask start
        resume          -> working   starting                            run
        stop            -> idle      goodbye                             end
        finish_early    -> idle      goodbye                             end
        how_to          -> idle      which_exercise                      ask start
        tip             -> idle      which_exercise                      ask start
        muscles         -> idle      which_exercise                      ask start
        topic           -> idle      topic                               ask start
        moves_for       -> idle      which_muscle                        ask start
        how_many_left   -> idle      nothing_running                     ask start
        how_long_left   -> idle      nothing_running                     ask start
        which_side      -> idle      nothing_running                     ask start
        whats_next      -> ready     propose                             ask ready
        whats_due       -> ready     propose                             ask ready
        last_time       -> idle      no_last_time                        ask start
        tally           -> idle      tally_none                          ask start
        best            -> idle      which_exercise                      ask start
        streak          -> idle      streak_begins                       ask start
        progress        -> idle      too_early                           ask start
        pause_plan      -> idle     plan_paused                         end
        resume_plan     -> idle     plan_not_paused                     ask start
        going_away      -> idle     -                                   ask pause_plan
        identify        -> idle      which_name                          ask start
        who             -> idle      who_unknown                         ask start
        remind          -> idle      -                                   ask remind_when
        reminders       -> idle      -                                   ask start
        cancel_reminders -> idle      -                                   ask start
        permission      -> idle      reminders_denied                    ask start
        delete_last     -> idle      no_last_time                        ask start
        add_set         -> idle      nothing_running                     ask start
        more_rest       -> idle      set_longer_rests                    ask start
        less_rest       -> idle      set_shorter_rests                   ask start
        skip_rest       -> idle      nothing_running                     ask start
        easier          -> idle      which_exercise                      ask start
        harder          -> idle      which_exercise                      ask start
        swap            -> idle      nothing_running                     ask start
        keep            -> idle      nothing_running                     ask start
        yes             -> working   starting                            run
        no              -> idle      goodbye                             end
        help            -> idle      help_idle                           ask start
        thanks          -> idle      thanked                             end
        pain            -> idle      not_today                           end
        unwell          -> idle      sign.emergency                      end
        only_effort     -> idle      nothing_running                     ask start
        soreness        -> idle      soreness                            ask start
        tired           -> ready     because.tired, propose              ask ready
        caution         -> idle      caution.condition                   end
        age             -> idle      -                                   ask start
        light           -> ready     propose, eased.light_today          ask ready
        been_away       -> ready     picking_up, propose                 ask ready
        been_ill        -> ready     when_well, propose, eased.light_today ask ready
        been_injured    -> idle      -                                   ask cleared
        preference      -> ready     preference_noted, propose           ask ready
        delete_data     -> idle      -                                   ask confirm_delete
        setting         -> idle       which_setting                       ask start
        settings        -> idle       settings_level, set_no_effort_question ask start
        note_run        -> idle      which_day                           ask which_day
        note_habit      -> idle      which_days                          ask start
        note_race       -> idle      which_race_day                      ask which_day
        clear_race      -> idle      no_race                             ask start
        move_date       -> idle      nothing_noted                       ask start
        ask_run         -> idle      no_race                             ask start
        ask_legs        -> idle      legs_fit                            ask start
        plan_week       -> idle      week_plan, tell_me_your_runs        ask start
        legs_anyway     -> working   starting                            run
        unknown         -> idle      unknown_idle                        ask start
        closed          -> idle      -                                   end
    """,
    "ready": """
        open            -> working   -                                   run
        start           -> working   -                                   run
        new_workout     -> asking    -                                   ask close_other
        ready           -> working   -                                   run
        done            -> ready     -                                   ask resume
        lost_count      -> ready      count_kept                          ask resume
        correct         -> ready     not_now                             ask resume
        effort          -> ready     not_now                             ask resume
        next            -> working   -                                   run
        skip_exercise   -> working   skipped                             run
        go_to           -> ready     which_exercise                      ask resume
        previous        -> working   went_back                           run
        repeat_set      -> working   set_again                           run
        say_again       -> ready     -                                   ask resume
        pause           -> paused    paused                              ask paused
        resume          -> working   -                                   run
        stop            -> paused    saved                               end
        finish_early    -> idle      finished_early                      end
        how_to          -> ready     how_to_full                         ask resume
        tip             -> ready     tip                                 ask resume
        muscles         -> ready     muscles                             ask resume
        topic           -> ready     topic                               ask resume
        moves_for       -> ready     which_muscle                        ask resume
        how_many_left   -> ready     reps_left                           ask resume
        how_long_left   -> ready     time_left                           ask resume
        which_side      -> ready     no_sides                            ask resume
        whats_next      -> ready     next_set, after_that                ask resume
        whats_due       -> ready     next_set, after_that                ask resume
        last_time       -> ready     no_last_time                        ask resume
        tally           -> ready     tally_none                          ask resume
        best            -> ready     never_done                          ask resume
        streak          -> ready     streak_begins                       ask resume
        progress        -> ready     too_early                           ask resume
        pause_plan      -> paused   plan_paused                         end
        resume_plan     -> ready    plan_not_paused                     ask resume
        going_away      -> paused   -                                   ask pause_plan
        identify        -> ready     which_name                          ask resume
        who             -> ready     who_unknown                         ask resume
        remind          -> paused    -                                   ask remind_when
        reminders       -> ready     -                                   ask resume
        cancel_reminders -> ready     -                                   ask resume
        permission      -> ready     reminders_denied                    ask paused
        delete_last     -> ready     no_last_time                        ask resume
        add_set         -> ready     set_added                           ask resume
        more_rest       -> resting   rest_longer                         run
        less_rest       -> ready     set_shorter_rests                   ask resume
        skip_rest       -> working   -                                   run
        easier          -> working   easier                              run
        harder          -> working   harder                              run
        swap            -> working   swapped                             run
        keep            -> ready     nothing_to_keep                     ask resume
        yes             -> working   -                                   run
        no              -> paused    saved                               end
        help            -> ready     help_active                         ask resume
        thanks          -> ready     thanked                             ask resume
        pain            -> paused    stop_there                          ask check
        unwell          -> idle      sign.emergency                      end
        only_effort     -> ready     easier_any_time                     ask resume
        soreness        -> paused    stop_there                          ask check
        tired           -> ready     easier_any_time                     ask resume
        caution         -> paused    caution.condition                   end
        age             -> ready     -                                   ask resume
        light           -> ready     easier_any_time                     ask resume
        been_away       -> ready     -                                   ask resume
        been_ill        -> paused    when_well                           ask paused
        been_injured    -> paused    when_well                           ask paused
        preference      -> ready     preference_noted                    ask resume
        delete_data     -> paused    -                                   ask confirm_delete
        setting         -> ready      which_setting                       ask resume
        settings        -> ready      settings_level, set_no_effort_question ask resume
        note_run        -> ready     which_day                           ask resume
        note_habit      -> ready     which_days                          ask resume
        note_race       -> ready     which_race_day                      ask resume
        clear_race      -> ready     no_race                             ask resume
        move_date       -> ready     nothing_noted                       ask resume
        ask_run         -> ready     no_race                             ask resume
        ask_legs        -> ready     legs_fit                            ask resume
        plan_week       -> ready     week_plan, tell_me_your_runs        ask resume
        legs_anyway     -> asking    -                                   ask close_other
        unknown         -> ready     unknown_active                      ask resume
        closed          -> paused    -                                   end
    """,
    "working": """
        open            -> working   -                                   run
        start           -> working   -                                   run
        new_workout     -> asking    -                                   ask close_other
        ready           -> working   -                                   run
        done            -> resting   -                                   run
        lost_count      -> working    reps_left                           run
        correct         -> working   not_now                             run
        effort          -> working   -                                   run
        next            -> asking    -                                   ask done_all
        skip_exercise   -> working   skipped                             run
        go_to           -> working   which_exercise                      run
        previous        -> working   went_back                           run
        repeat_set      -> working   set_again                           run
        say_again       -> working   again                               run
        pause           -> paused    paused                              ask paused
        resume          -> working   -                                   run
        stop            -> paused    saved                               end
        finish_early    -> idle      finished_early                      end
        how_to          -> working   how_to                              run
        tip             -> working   tip                                 run
        muscles         -> working   muscles                             run
        topic           -> working   topic                               run
        moves_for       -> working   which_muscle                        run
        how_many_left   -> working   reps_left                           run
        how_long_left   -> working   time_left                           run
        which_side      -> working   no_sides                            run
        whats_next      -> working   next_set, after_that                run
        whats_due       -> working   next_set, after_that                run
        last_time       -> working   no_last_time                        run
        tally           -> working   tally_none                          run
        best            -> working   never_done                          run
        streak          -> working   streak_begins                       run
        progress        -> working   too_early                           run
        pause_plan      -> paused   plan_paused                         end
        resume_plan     -> working  plan_not_paused                     run
        going_away      -> paused   -                                   ask pause_plan
        identify        -> working   which_name                          run
        who             -> working   who_unknown                         run
        remind          -> paused    -                                   ask remind_when
        reminders       -> working   -                                   run
        cancel_reminders -> working   -                                   run
        permission      -> working   reminders_denied                    run
        delete_last     -> working   no_last_time                        run
        add_set         -> working   set_added                           run
        more_rest       -> working   set_longer_rests                    run
        less_rest       -> working   set_shorter_rests                   run
        skip_rest       -> working   -                                   run
        easier          -> working   easier                              run
        harder          -> working   harder                              run
        swap            -> working   swapped                             run
        keep            -> working   nothing_to_keep                     run
        yes             -> working   -                                   run
        no              -> working   -                                   run
        help            -> paused    help_active                         ask paused
        thanks          -> working   thanked                             run
        pain            -> paused    stop_there                          ask check
        unwell          -> idle      sign.emergency                      end
        only_effort     -> working   easier_any_time                     run
        soreness        -> paused    stop_there                          ask check
        tired           -> working   easier_any_time                     run
        caution         -> paused    caution.condition                   end
        age             -> working   -                                   run
        light           -> working   easier_any_time                     run
        been_away       -> working   -                                   run
        been_ill        -> paused    when_well                           ask paused
        been_injured    -> paused    when_well                           ask paused
        preference      -> working   preference_noted                    run
        delete_data     -> paused    -                                   ask confirm_delete
        setting         -> working    which_setting                       run
        settings        -> working    settings_level, set_no_effort_question run
        note_run        -> working   which_day                           run
        note_habit      -> working   which_days                          run
        note_race       -> working   which_race_day                      run
        clear_race      -> working   no_race                             run
        move_date       -> working   nothing_noted                       run
        ask_run         -> working   no_race                             run
        ask_legs        -> working   legs_fit                            run
        plan_week       -> working   week_plan, tell_me_your_runs        run
        legs_anyway     -> asking    -                                   ask close_other
        unknown         -> working   unknown_midset                      run
        closed          -> paused    -                                   end
    """,
    "resting": """
        open            -> resting   -                                   run
        start           -> resting   -                                   run
        new_workout     -> asking    -                                   ask close_other
        ready           -> working   -                                   run
        done            -> working   -                                   run
        lost_count      -> resting    count_kept                          run
        correct         -> resting   not_now                             run
        effort          -> resting   -                                   run
        next            -> asking    -                                   ask next_what
        skip_exercise   -> working   skipped                             run
        go_to           -> resting   which_exercise                      run
        previous        -> working   went_back                           run
        repeat_set      -> working   set_again                           run
        say_again       -> resting   again                               run
        pause           -> paused    paused                              ask paused
        resume          -> resting   -                                   run
        stop            -> paused    saved                               end
        finish_early    -> idle      finished_early                      end
        how_to          -> resting   how_to                              run
        tip             -> resting   tip                                 run
        muscles         -> resting   muscles                             run
        topic           -> resting   topic                               run
        moves_for       -> resting   which_muscle                        run
        how_many_left   -> resting   reps_left                           run
        how_long_left   -> resting   time_left                           run
        which_side      -> resting   no_sides                            run
        whats_next      -> resting   next_set, after_that                run
        whats_due       -> resting   next_set, after_that                run
        last_time       -> resting   no_last_time                        run
        tally           -> resting   tally_none                          run
        best            -> resting   never_done                          run
        streak          -> resting   streak_begins                       run
        progress        -> resting   too_early                           run
        pause_plan      -> paused   plan_paused                         end
        resume_plan     -> resting  plan_not_paused                     run
        going_away      -> paused   -                                   ask pause_plan
        identify        -> resting   which_name                          run
        who             -> resting   who_unknown                         run
        remind          -> paused    -                                   ask remind_when
        reminders       -> resting   -                                   run
        cancel_reminders -> resting   -                                   run
        permission      -> resting   reminders_denied                    run
        delete_last     -> resting   no_last_time                        run
        add_set         -> resting   set_added                           run
        more_rest       -> resting   rest_longer                         run
        less_rest       -> resting   rest_shorter                        run
        skip_rest       -> working   -                                   run
        easier          -> resting   easier                              run
        harder          -> resting   harder                              run
        swap            -> resting   swapped                             run
        keep            -> resting   nothing_to_keep                     run
        yes             -> working   -                                   run
        no              -> resting   -                                   run
        help            -> paused    help_active                         ask paused
        thanks          -> resting   thanked                             run
        pain            -> paused    stop_there                          ask check
        unwell          -> idle      sign.emergency                      end
        only_effort     -> resting   easier_any_time                     run
        soreness        -> paused    stop_there                          ask check
        tired           -> resting   easier_any_time                     run
        caution         -> paused    caution.condition                   end
        age             -> resting   -                                   run
        light           -> resting   easier_any_time                     run
        been_away       -> resting   -                                   run
        been_ill        -> paused    when_well                           ask paused
        been_injured    -> paused    when_well                           ask paused
        preference      -> resting   preference_noted                    run
        delete_data     -> paused    -                                   ask confirm_delete
        setting         -> resting    which_setting                       run
        settings        -> resting    settings_level, set_no_effort_question run
        note_run        -> resting   which_day                           run
        note_habit      -> resting   which_days                          run
        note_race       -> resting   which_race_day                      run
        clear_race      -> resting   no_race                             run
        move_date       -> resting   nothing_noted                       run
        ask_run         -> resting   no_race                             run
        ask_legs        -> resting   legs_fit                            run
        plan_week       -> resting   week_plan, tell_me_your_runs        run
        legs_anyway     -> asking    -                                   ask close_other
        unknown         -> resting   unknown_active                      run
        closed          -> paused    -                                   end
    """,
    "asking": """
        open            -> working   -                                   run
        start           -> working   -                                   run
        new_workout     -> asking    -                                   ask close_other
        ready           -> working   -                                   run
        done            -> working   -                                   run
        lost_count      -> asking     count_kept                          ask go_on
        correct         -> asking    not_now                             ask go_on
        effort          -> working   -                                   run
        next            -> working   -                                   run
        skip_exercise   -> working   skipped                             run
        go_to           -> asking    which_exercise                      ask go_on
        previous        -> working   went_back                           run
        repeat_set      -> working   set_again                           run
        say_again       -> asking    -                                   ask go_on
        pause           -> paused    paused                              ask paused
        resume          -> working   -                                   run
        stop            -> paused    saved                               end
        finish_early    -> idle      finished_early                      end
        how_to          -> asking    how_to_full                         ask go_on
        tip             -> asking    tip                                 ask go_on
        muscles         -> asking    muscles                             ask go_on
        topic           -> asking    topic                               ask go_on
        moves_for       -> asking    which_muscle                        ask go_on
        how_many_left   -> asking    reps_left                           ask go_on
        how_long_left   -> asking    time_left                           ask go_on
        which_side      -> asking    no_sides                            ask go_on
        whats_next      -> asking    next_set, after_that                ask go_on
        whats_due       -> asking    next_set, after_that                ask go_on
        last_time       -> asking    no_last_time                        ask go_on
        tally           -> asking    tally_none                          ask go_on
        best            -> asking    never_done                          ask go_on
        streak          -> asking    streak_begins                       ask go_on
        progress        -> asking    too_early                           ask go_on
        pause_plan      -> paused   plan_paused                         end
        resume_plan     -> asking   plan_not_paused                     ask go_on
        going_away      -> paused   -                                   ask pause_plan
        identify        -> asking    which_name                          ask go_on
        who             -> asking    who_unknown                         ask go_on
        remind          -> paused    -                                   ask remind_when
        reminders       -> asking    -                                   ask go_on
        cancel_reminders -> asking    -                                   ask go_on
        permission      -> asking    reminders_denied                    ask paused
        delete_last     -> asking    no_last_time                        ask go_on
        add_set         -> asking    set_added                           ask go_on
        more_rest       -> resting   rest_longer                         run
        less_rest       -> asking    set_shorter_rests                   ask go_on
        skip_rest       -> working   -                                   run
        easier          -> working   easier                              run
        harder          -> working   harder                              run
        swap            -> working   swapped                             run
        keep            -> asking    nothing_to_keep                     ask go_on
        yes             -> working   -                                   run
        no              -> asking    take_your_time                      ask go_on
        help            -> asking    help_active                         ask go_on
        thanks          -> asking    thanked                             ask go_on
        pain            -> paused    stop_there                          ask check
        unwell          -> idle      sign.emergency                      end
        only_effort     -> asking    easier_any_time                     ask go_on
        soreness        -> paused    stop_there                          ask check
        tired           -> asking    easier_any_time                     ask go_on
        caution         -> paused    caution.condition                   end
        age             -> asking    -                                   ask go_on
        light           -> asking    easier_any_time                     ask go_on
        been_away       -> asking    -                                   ask go_on
        been_ill        -> paused    when_well                           ask paused
        been_injured    -> paused    when_well                           ask paused
        preference      -> asking    preference_noted                    ask go_on
        delete_data     -> paused    -                                   ask confirm_delete
        setting         -> asking     which_setting                       ask go_on
        settings        -> asking     settings_level, set_no_effort_question ask go_on
        note_run        -> asking    which_day                           ask go_on
        note_habit      -> asking    which_days                          ask go_on
        note_race       -> asking    which_race_day                      ask go_on
        clear_race      -> asking    no_race                             ask go_on
        move_date       -> asking    nothing_noted                       ask go_on
        ask_run         -> asking    no_race                             ask go_on
        ask_legs        -> asking    legs_fit                            ask go_on
        plan_week       -> asking    week_plan, tell_me_your_runs        ask go_on
        legs_anyway     -> asking    -                                   ask close_other
        unknown         -> asking    unknown_active                      ask go_on
        closed          -> paused    -                                   end
    """,
    "paused": """
        open            -> working   -                                   run
        start           -> working   -                                   run
        new_workout     -> asking    -                                   ask close_other
        ready           -> working   -                                   run
        done            -> working   -                                   run
        lost_count      -> paused     count_kept                          ask paused
        correct         -> paused    not_now                             ask paused
        effort          -> working   -                                   run
        next            -> working   -                                   run
        skip_exercise   -> working   skipped                             run
        go_to           -> paused    which_exercise                      ask paused
        previous        -> working   went_back                           run
        repeat_set      -> working   set_again                           run
        say_again       -> paused    -                                   ask paused
        pause           -> paused    paused                              ask paused
        resume          -> working   -                                   run
        stop            -> paused    saved                               end
        finish_early    -> idle      finished_early                      end
        how_to          -> paused    how_to_full                         ask paused
        tip             -> paused    tip                                 ask paused
        muscles         -> paused    muscles                             ask paused
        topic           -> paused    topic                               ask paused
        moves_for       -> paused    which_muscle                        ask paused
        how_many_left   -> paused    reps_left                           ask paused
        how_long_left   -> paused    time_left                           ask paused
        which_side      -> paused    no_sides                            ask paused
        whats_next      -> paused    next_set, after_that                ask paused
        whats_due       -> paused    next_set, after_that                ask paused
        last_time       -> paused    no_last_time                        ask paused
        tally           -> paused    tally_none                          ask paused
        best            -> paused    never_done                          ask paused
        streak          -> paused    streak_begins                       ask paused
        progress        -> paused    too_early                           ask paused
        pause_plan      -> paused   plan_paused                         end
        resume_plan     -> paused   plan_not_paused                     ask paused
        going_away      -> paused   -                                   ask pause_plan
        identify        -> paused    which_name                          ask paused
        who             -> paused    who_unknown                         ask paused
        remind          -> paused    -                                   ask remind_when
        reminders       -> paused    -                                   ask paused
        cancel_reminders -> paused    -                                   ask paused
        permission      -> paused    reminders_denied                    ask paused
        delete_last     -> paused    no_last_time                        ask paused
        add_set         -> paused    set_added                           ask paused
        more_rest       -> resting   rest_longer                         run
        less_rest       -> paused    set_shorter_rests                   ask paused
        skip_rest       -> working   -                                   run
        easier          -> working   easier                              run
        harder          -> working   harder                              run
        swap            -> working   swapped                             run
        keep            -> paused    nothing_to_keep                     ask paused
        yes             -> working   -                                   run
        no              -> paused    take_your_time                      ask paused
        help            -> paused    help_active                         ask paused
        thanks          -> paused    thanked                             ask paused
        pain            -> paused    stop_there                          ask check
        unwell          -> idle      sign.emergency                      end
        only_effort     -> paused    easier_any_time                     ask paused
        soreness        -> paused    stop_there                          ask check
        tired           -> paused    easier_any_time                     ask paused
        caution         -> paused    caution.condition                   end
        age             -> paused    -                                   ask paused
        light           -> paused    easier_any_time                     ask paused
        been_away       -> paused    -                                   ask paused
        been_ill        -> paused    when_well                           ask paused
        been_injured    -> paused    when_well                           ask paused
        preference      -> paused    preference_noted                    ask paused
        delete_data     -> paused    -                                   ask confirm_delete
        setting         -> paused     which_setting                       ask paused
        settings        -> paused     settings_level, set_no_effort_question ask paused
        note_run        -> paused    which_day                           ask paused
        note_habit      -> paused    which_days                          ask paused
        note_race       -> paused    which_race_day                      ask paused
        clear_race      -> paused    no_race                             ask paused
        move_date       -> paused    nothing_noted                       ask paused
        ask_run         -> paused    no_race                             ask paused
        ask_legs        -> paused    legs_fit                            ask paused
        plan_week       -> paused    week_plan, tell_me_your_runs        ask paused
        legs_anyway     -> asking    -                                   ask close_other
        unknown         -> paused    unknown_active                      ask paused
        closed          -> paused    -                                   end
    """,
    "finished": """
        open            -> finished  already_done_today                  ask start_anyway
        start           -> finished  already_done_today                  ask start_anyway
        new_workout     -> working   because.legs_today, starting        run
        ready           -> finished  already_done_today                  ask start_anyway
        done            -> finished  goodbye                             end
        lost_count      -> finished   nothing_running                     ask start
        correct         -> finished  nothing_running                     ask start
        effort          -> finished  nothing_running                     ask start
        next            -> finished  already_done_today                  ask start_anyway
        skip_exercise   -> finished  nothing_running                     ask start
        go_to           -> finished  nothing_running                     ask start
        previous        -> finished  nothing_running                     ask start
        repeat_set      -> finished  nothing_running                     ask start
        say_again       -> finished  -                                   ask start
        pause           -> finished  nothing_running                     ask start
        resume          -> finished  already_done_today                  ask start_anyway
        stop            -> finished  goodbye                             end
        finish_early    -> finished  goodbye                             end
        how_to          -> finished  which_exercise                      ask start
        tip             -> finished  which_exercise                      ask start
        muscles         -> finished  which_exercise                      ask start
        topic           -> finished  topic                               ask start
        moves_for       -> finished  which_muscle                        ask start
        how_many_left   -> finished  nothing_running                     ask start
        how_long_left   -> finished  nothing_running                     ask start
        which_side      -> finished  nothing_running                     ask start
        whats_next      -> ready     because.legs_today, propose         ask ready
        whats_due       -> ready     because.legs_today, propose         ask ready
        last_time       -> finished  last_time_today, came_to            ask start
        tally           -> finished  tally                               ask start
        best            -> finished  which_exercise                      ask start
        streak          -> finished  streak_begins                       ask start
        progress        -> finished  too_early                           ask start
        pause_plan      -> finished plan_paused                         end
        resume_plan     -> finished plan_not_paused                     ask start
        going_away      -> finished -                                   ask pause_plan
        identify        -> finished  which_name                          ask start
        who             -> finished  who_unknown                         ask start
        remind          -> finished  -                                   ask remind_when
        reminders       -> finished  -                                   ask start
        cancel_reminders -> finished  -                                   ask start
        permission      -> finished  reminders_denied                    ask start
        delete_last     -> finished  -                                   ask confirm_delete_last
        add_set         -> finished  nothing_running                     ask start
        more_rest       -> finished  set_longer_rests                    ask start
        less_rest       -> finished  set_shorter_rests                   ask start
        skip_rest       -> finished  nothing_running                     ask start
        easier          -> finished  which_exercise                      ask start
        harder          -> finished  which_exercise                      ask start
        swap            -> finished  nothing_running                     ask start
        keep            -> finished  nothing_running                     ask start
        yes             -> working   because.legs_today, starting        run
        no              -> finished  goodbye                             end
        help            -> finished  help_idle                           ask start
        thanks          -> finished  thanked                             end
        pain            -> finished  not_today                           end
        unwell          -> finished  sign.emergency                      end
        only_effort     -> finished  nothing_running                     ask start
        soreness        -> finished  soreness                            ask start
        tired           -> ready     because.legs_today, propose         ask ready
        caution         -> finished  caution.condition                   end
        age             -> finished  -                                   ask start
          light           -> ready     because.legs_today, propose          ask ready
          been_away       -> ready     picking_up, because.legs_today, propose ask ready
          been_ill        -> ready     when_well, because.legs_today, propose ask ready
          been_injured    -> finished  -                                   ask cleared
          preference      -> ready     preference_noted, because.legs_today, propose ask ready
        delete_data     -> finished  -                                   ask confirm_delete
        setting         -> finished   which_setting                       ask start
        settings        -> finished   settings_level, set_no_effort_question ask start
        note_run        -> finished  which_day                           ask which_day
        note_habit      -> finished  which_days                          ask start
        note_race       -> finished  which_race_day                      ask which_day
        clear_race      -> finished  no_race                             ask start
        move_date       -> finished  nothing_noted                       ask start
        ask_run         -> finished  no_race                             ask start
        ask_legs        -> finished  because.legs_today, legs_from       ask legs_anyway
        plan_week       -> finished  week_plan, tell_me_your_runs        ask start
        legs_anyway     -> working   your_call, starting                 run
        unknown         -> finished  unknown_idle                        ask start
        closed          -> finished  -                                   end
    """,
}


def _rows() -> list[tuple[State, EventKind, str]]:
    return [
        (State(state), EventKind(row.split("->")[0].strip()), row.split("->")[1].strip())
        for state, text in EXPECTED.items()
        for row in text.strip().splitlines()
    ]


def _at(state: State) -> Coaching:
    coaching = Coaching()
    if state is State.IDLE:
        return coaching
    coaching.say(EventKind.START, opens=True)
    while (coaching.session.step.exercise, coaching.session.step.set) != ("squat", 2):
        coaching.hear_out()
        coaching.say(EventKind.READY)
    announced_counted_in_and_four_squats = 5 + 3 + 4 * 4
    coaching.wait(announced_counted_in_and_four_squats + 2)
    match state:
        case State.PAUSED:
            coaching.say(EventKind.PAUSE)
        case State.READY:
            coaching.say(EventKind.STOP)
            coaching.wait(60)
            coaching.say(EventKind.OPEN, opens=True)
        case State.RESTING | State.ASKING | State.FINISHED:
            coaching.say(EventKind.DONE)
            coaching.wait(10)
    if state in {State.ASKING, State.FINISHED}:
        coaching.hear_out()
    if state is State.FINISHED:
        coaching.say(EventKind.READY)
        while coaching.runner.session:
            coaching.hear_out()
            coaching.say(EventKind.READY)
        coaching.wait(60)
    return coaching


def test_every_pair_of_state_and_event_has_a_row() -> None:
    """The table leaves no event unanswered in any state, and the expectations below name them all."""
    assert {state: set(rows) for state, rows in TABLE.items()} == {state: set(EventKind) for state in State}
    assert [(state, event) for state, event, _ in _rows()] == [(s, e) for s in State for e in EventKind]


@pytest.mark.parametrize(("state", "event", "expected"), _rows(), ids=lambda value: str(value).split(" ")[0])
def test_the_row_does_what_the_table_says(state: State, event: EventKind, expected: str) -> None:
    """Each event in each state tells these lines, leads to that state and goes on like this."""
    coaching = _at(state)
    reply = coaching.say(event)
    then = f"ask {reply.then.question}" if isinstance(reply.then, Ask) else type(reply.then).__name__.lower()
    told = ", ".join(coaching.lines) or "-"
    assert f"{coaching.state} {told} {then}".split() == expected.split()
