"""What an entity was called, and since when who is in a group; those who are in one now are so since it was admitted."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def date_members(apps: Any, editor: Any) -> None:
    """Write a membership for each member of now."""
    entity, membership = (apps.get_model("participation", name) for name in ("Entity", "Membership"))
    here = editor.connection.alias
    for group in entity.objects.using(here).prefetch_related("members"):
        since = group.admitted_at.date()
        made = [membership(group=group, member=one, since=since) for one in group.members.all()]
        membership.objects.using(here).bulk_create(made)


class Migration(migrations.Migration):
    dependencies = [("participation", "0002_administrators")]
    operations = [
        migrations.CreateModel(
            name='Former',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('state', 'Member State'), ('group', 'Group of States'), ('observer', 'Observer'), ('agency', 'United Nations system'), ('igo', 'Intergovernmental organization'), ('civil_society', 'Civil society'), ('academia', 'Academic institution'), ('private', 'Private sector'), ('diaspora', 'Diaspora or migrant organization'), ('parliament', 'Parliament'), ('local', 'Local authority'), ('nhri', 'National human rights institution'), ('secretariat', 'Secretariat')], max_length=20)),
                ('region', models.CharField(choices=[('africa', 'Africa'), ('asia_pacific', 'Asia and the Pacific'), ('eastern_europe', 'Eastern Europe'), ('latin_america', 'Latin America and the Caribbean'), ('western', 'Western Europe and others'), ('global', 'Global')], max_length=20)),
                ('until', models.DateField()),
                ('entity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former', to='participation.entity')),
            ],
            options={
                'ordering': ['until', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='participation.entity')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participation.entity')),
            ],
            options={
                'ordering': ['member__code', 'since'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('group', 'member'), name='a_member_of_a_group_once_at_a_time'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='who_leaves_has_joined')],
            },
        ),
        migrations.RunPython(date_members, migrations.RunPython.noop),
    ]
